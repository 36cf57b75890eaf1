package dev.lockstep.numerics.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.data.samples.TextSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text's start to learn from, its end to judge by. */
final class T03_CharacterTextTest {

  @TempDir Path directory;

  private Path text(String text) throws IOException {
    return Files.writeString(directory.resolve("text.txt"), text);
  }

  @Test
  void a_text_by_characters() throws IOException {
    CharacterText text = CharacterText.read(text("abra cadabra für"), 3, 0.25);
    TextSamples training = (TextSamples) text.set().training();
    TextSamples test = (TextSamples) text.set().test();
    assertThat(text.vocabulary()).isEqualTo(" abcdfrü");
    assertThat(text.set().classes()).isEqualTo(8);
    assertThat(text.set().name()).isEqualTo("text.txt");
    assertThat(training.count()).isEqualTo(3);
    assertThat(said(text, training.window(0))).isEqualTo("abra");
    assertThat(said(text, training.window(1))).isEqualTo("a ca");
    assertThat(said(text, training.window(2))).isEqualTo("adab");
    assertThat(test.count()).isEqualTo(1);
    assertThat(said(text, test.window(0))).isEqualTo(" für");
  }

  private static String said(CharacterText text, byte[] window) {
    StringBuilder said = new StringBuilder();
    for (byte number : window) {
      said.append(text.vocabulary().charAt(number & 0xff));
    }
    return said.toString();
  }

  @Test
  void what_is_no_text_is_refused() throws IOException {
    Path file = directory.resolve("text.txt");
    Files.write(file, "gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1));
    refused(
        file, "no UTF-8 at byte 2. Maybe it is no text, or in another encoding; save it as UTF-8.");
    Files.write(file, new byte[0]);
    refused(file, "0 different characters: a text by characters has 2 to 256.");
    String many =
        IntStream.range(0x4e00, 0x4e00 + 300)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    refused(text(many), "300 different characters: a text by characters has 2 to 256.");
    refused(
        text("too short"),
        "9 characters, 7 to learn from and 2 to judge by: each must be more than the 3 of a window."
            + " Maybe shorter windows.");
    refused(directory.resolve("none.txt"), "no such file.");
  }

  private static void refused(Path file, String problem) {
    assertThatThrownBy(() -> CharacterText.read(file, 3, 0.25))
        .isInstanceOf(DataFileException.class)
        .hasMessage(file + ": " + problem);
  }

  @Test
  void figures_that_make_no_sense_are_refused() throws IOException {
    Path file = text("enough text");
    assertThatThrownBy(() -> CharacterText.read(file, 3, 1.0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CharacterText.read(file, 0, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
