package dev.lockstep.scenarios.train;

import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.section.learning.DataSection;
import dev.lockstep.scenarios.scenario.section.learning.DataSection.Name;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which keys go with which data set: a key that would do nothing is refused. */
final class DataKeys {

  private static final Set<Name> FILES =
      EnumSet.of(Name.MNIST, Name.CIFAR_10, Name.CIFAR_100, Name.TEXT);
  private static final Set<Name> GENERATED = EnumSet.complementOf(EnumSet.copyOf(FILES));
  private static final Set<Name> CLASSES = EnumSet.of(Name.CLUSTERS, Name.SPIRALS, Name.GLYPHS);
  private static final Set<Name> POSITIONS = EnumSet.of(Name.GRAMMAR, Name.TEXT);
  private static final Set<Name> AUGMENTED = EnumSet.of(Name.MNIST, Name.CIFAR_10, Name.CIFAR_100);

  private DataKeys() {}

  /** Refuses keys of other sets, and files that are not named. */
  static void check(DataSection data) {
    only("path", data.path().isPresent(), FILES, data);
    only("classes", data.classes().isPresent(), CLASSES, data);
    only("image", data.image().isPresent(), EnumSet.of(Name.GLYPHS), data);
    only("positions", data.positions().isPresent(), POSITIONS, data);
    only("training", data.training().isPresent(), GENERATED, data);
    only("test", data.test().isPresent(), GENERATED, data);
    only("seed", data.seed().isPresent(), GENERATED, data);
    only("augment", data.augment(), AUGMENTED, data);
    if (FILES.contains(data.name()) && data.path().isEmpty()) {
      throw new RefusedException(
          "/learning/data/path",
          "is missing: %s is read from files".formatted(DataForm.word(data.name())),
          data.name() == Name.TEXT
              ? "Name the text file, relative to the scenario."
              : "Name the folder of its files, relative to the scenario.");
    }
  }

  private static void only(String key, boolean isGiven, Set<Name> names, DataSection data) {
    if (isGiven && !names.contains(data.name())) {
      throw new RefusedException(
          "/learning/data/" + key,
          "does nothing with %s".formatted(DataForm.word(data.name())),
          "Leave it out; it is for %s.".formatted(words(names)));
    }
  }

  private static String words(Set<Name> names) {
    return Arrays.stream(Name.values())
        .filter(names::contains)
        .map(DataForm::word)
        .collect(Collectors.joining(", "));
  }
}
