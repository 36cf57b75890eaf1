package dev.lockstep.numerics.data.file;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.samples.TextSamples;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plain text by characters: its start to learn from, its end to judge by.
 *
 * @param set windows that share no label
 * @param vocabulary the file's characters in Unicode's order, which is that of their numbers
 */
public record CharacterText(DataSet set, String vocabulary) {

  private static final int MOST_CHARACTERS = 256;

  /**
   * Reads a file, in UTF-8 or ASCII, as it is or gzipped.
   *
   * @param positions characters of a window
   * @param testShare of the text, above 0 and below 1
   * @throws DataFileException if the file is missing, empty, too short for one window of either
   *     kind, no UTF-8, or of more than 256 different characters
   */
  public static CharacterText read(Path path, int positions, double testShare) {
    if (positions < 1 || !(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException(
          "%d positions, a share of %s to judge by: at least 1, and above 0 and below 1"
              .formatted(positions, testShare));
    }
    DataFile file = DataFile.read(path);
    String text = decode(file);
    String vocabulary = vocabulary(file, text);
    byte[] numbers = new byte[text.length()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (byte) vocabulary.indexOf(text.charAt(i));
    }
    int cut = (int) Math.round(text.length() * (1 - testShare));
    if (Math.min(cut, numbers.length - cut) <= positions) {
      throw file.wrong(
          "%d characters, %d to learn from and %d to judge by: each must be more than the %d of a"
                  .formatted(numbers.length, cut, numbers.length - cut, positions)
              + " window. Maybe shorter windows.");
    }
    DataSet set =
        new DataSet(
            String.valueOf(path.getFileName()),
            new TextSamples(Arrays.copyOfRange(numbers, 0, cut), positions, positions),
            new TextSamples(Arrays.copyOfRange(numbers, cut, numbers.length), positions, positions),
            List.of((long) positions),
            vocabulary.length());
    return new CharacterText(set, vocabulary);
  }

  private static String decode(DataFile file) {
    ByteBuffer bytes = ByteBuffer.wrap(file.bytes());
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return text.toString();
    } catch (CharacterCodingException unreadable) {
      throw new DataFileException(
          file.path(),
          "no UTF-8 at byte %d. Maybe it is no text, or in another encoding; save it as UTF-8."
              .formatted(bytes.position()),
          unreadable);
    }
  }

  private static String vocabulary(DataFile file, String text) {
    String vocabulary =
        text.chars()
            .sorted()
            .distinct()
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    if (vocabulary.length() < 2 || vocabulary.length() > MOST_CHARACTERS) {
      throw file.wrong(
          "%d different characters: a text by characters has 2 to %d."
              .formatted(vocabulary.length(), MOST_CHARACTERS));
    }
    return vocabulary;
  }
}
