package dev.lockstep.scenarios.train;

import dev.lockstep.scenarios.scenario.section.learning.DataSection;
import dev.lockstep.scenarios.scenario.section.learning.DataSection.Name;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What samples look like; it decides which networks can take them. */
enum DataForm {
  /** Numbers side by side. */
  VECTORS("vectors"),
  /** Channels, rows, columns. */
  IMAGES("images"),
  /** Characters one after another, of which the next is predicted. */
  TEXT("text");

  private final String word;

  DataForm(String word) {
    this.word = word;
  }

  static DataForm of(Name name) {
    return switch (name) {
      case CLUSTERS, SPIRALS -> VECTORS;
      case GLYPHS, MNIST, CIFAR_10, CIFAR_100 -> IMAGES;
      case GRAMMAR, TEXT -> TEXT;
    };
  }

  /** The form's name in sentences. */
  String word() {
    return word;
  }

  /** Names of the sets of this form, as a scenario calls them. */
  String names() {
    return Arrays.stream(Name.values())
        .filter(name -> of(name) == this)
        .map(DataForm::word)
        .collect(Collectors.joining(", "));
  }

  /** A set's name as a scenario calls it. */
  static String word(DataSection.Name name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
