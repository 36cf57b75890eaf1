package dev.lockstep.scenarios.scenario.section.learning;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is learned from.
 *
 * @param name a set that is generated, or the format of files
 * @param path the file or folder of a format of files
 * @param seed of a generated set; other seeds give other samples
 * @param classes of a generated set
 * @param image side of a generated image, in pixels
 * @param positions characters of a sample of text
 * @param training samples to learn from
 * @param test samples to judge by
 * @param augment whether images to learn from are shifted and flipped at random
 */
public record DataSection(
    @Key("a generated set, or the format of files") Name name,
    @Key("file or folder of mnist, cifar-10, cifar-100 and text, beside the scenario")
        Optional<String> path,
    @Key(
            "of a generated set: other samples; it has nothing to do with the runs' seeds; 1 if absent")
        @Bounds(min = 0, max = 2_147_483_647)
        OptionalInt seed,
    @Key("classes of clusters (10 if absent), spirals (3) and glyphs (20)")
        @Bounds(min = 2, max = 1000)
        OptionalInt classes,
    @Key("side of a glyph's image, in pixels; 16 if absent") @Bounds(min = 8, max = 256)
        OptionalInt image,
    @Key("characters of a sample of grammar and text; 64 if absent") @Bounds(min = 2, max = 4096)
        OptionalInt positions,
    @Key("generated samples to learn from; 8,000 if absent") @Bounds(min = 10, max = 1e7)
        OptionalInt training,
    @Key("generated samples to judge by; 2,000 if absent") @Bounds(min = 10, max = 1e7)
        OptionalInt test,
    @Key(
            value =
                "images to learn from are shifted by up to 4 pixels and, of cifar, flipped at random",
            or = "false")
        boolean augment) {

  /** Sets that are generated, and formats of files. */
  public enum Name {
    /** Gaussian clusters in a space of several dimensions. */
    CLUSTERS,
    /** Arms of spirals in the plane. */
    SPIRALS,
    /** Images of glyphs. */
    GLYPHS,
    /** Text of a grammar whose words agree over long distances. */
    GRAMMAR,
    /** Handwritten digits, as IDX files. */
    MNIST,
    /** Small photographs of 10 classes, the binary version. */
    CIFAR_10,
    /** Small photographs of 100 classes, the binary version. */
    CIFAR_100,
    /** A text file, by characters. */
    TEXT
  }
}
