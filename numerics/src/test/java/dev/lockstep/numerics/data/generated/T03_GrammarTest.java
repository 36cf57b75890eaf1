package dev.lockstep.numerics.data.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.Seeds;
import dev.lockstep.numerics.data.generated.grammar.Spoken;
import dev.lockstep.numerics.data.samples.TextSamples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A language whose every next character has a known probability. */
final class T03_GrammarTest {

  @Test
  void sentences() {
    assertThat(Spoken.draw(399, Seeds.random(1)).text().replaceAll("(?<=!) (?=[1-4])", "\n"))
        .isEqualTo(
            """
            4tal [qe lini jotu] zeka '2tal (qe vagi zeku) woda so!!' so!!!!
            4lin (qe sefi gimu) hepa '2sef nola "1lin fusa dumi sa!" sa!!' sa!!!!
            2dumi gimu ses!!
            4tal (qe kori fusu) gima '1pol jota se!' so!!!!
            4vagi <qe sefi zeku> wodu "2poli rabu lini ses!!" ses!!!!
            1kor gima so!
            3poli <qe ben [qe lin woda] nola> fusu vagi ses!!!
            3pol gima se!!!
            2vagi rabu ses!!
            3tal <qe poli <qe tal zeka> fusu> gima so!!!""");
  }

  /** 4 digits; 9 stems; one form of two; a clause in two of five, in one of three brackets. */
  @Test
  void probabilities_of_the_first_characters() {
    Spoken spoken = Spoken.draw(12, Seeds.random(1));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add("%c %.4f".formatted(spoken.text().charAt(i), spoken.probabilities().get(i)));
    }
    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            4 0.2500
            t 0.1111
            a 1.0000
            l 1.0000
              0.5000
            [ 0.1333
            q 1.0000
            e 1.0000
              1.0000
            l 0.1111
            i 1.0000
            n 1.0000""");
  }

  /** Brackets and quotes close in order; marks are as many as the digit says. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void what_opens_closes_and_digits_count_marks(long seed) {
    String text = Spoken.draw(5_000, Seeds.random(seed)).text();
    Deque<Character> open = new ArrayDeque<>();
    Deque<Integer> marks = new ArrayDeque<>();
    for (int i = 0; i < text.lastIndexOf("! "); i++) {
      char c = text.charAt(i);
      int bracket = ")]>".indexOf(c);
      boolean closesQuote = (c == '"' || c == '\'') && text.charAt(i - 1) == '!';
      if (bracket >= 0) {
        assertThat(open.pop()).isEqualTo("([<".charAt(bracket));
      } else if (closesQuote) {
        assertThat(open.pop()).isEqualTo(c);
      } else if ("([<\"'".indexOf(c) >= 0) {
        open.push(c);
      } else if (Character.isDigit(c)) {
        marks.push(c - '0');
      } else if (c == '!' && text.charAt(i - 1) != '!') {
        int count = 1;
        while (text.charAt(i + count) == '!') {
          count++;
        }
        assertThat(count).isEqualTo(marks.pop());
      }
    }
    assertThat(marks.size()).isLessThanOrEqualTo(3);
  }

  /** Without clauses and speeches, a pattern sees whether all agrees. */
  @Test
  void verbs_and_pronouns_agree_with_their_subject() {
    String text = Spoken.draw(200_000, Seeds.random(9)).text();
    String plain = text;
    for (int depth = 0; depth < 4; depth++) {
      plain = plain.replaceAll("[(\\[<]qe [a-z]{3} [a-z]{3}a[)\\]>] ", "");
      plain = plain.replaceAll("[(\\[<]qe [a-z]{3}i [a-z]{3}u[)\\]>] ", "");
    }
    String noun = "((kor|tal|ben)|(lin|mar|sef)|(dum|pol|vag))";
    String singular = noun + " [a-z]{3}a ";
    String plural = noun + "i [a-z]{3}u ";
    assertThat(plain).doesNotContainPattern("[(\\[<]qe [a-z]+ [a-z]+[)\\]>]");
    assertThat(count(plain, "[1-4]" + noun + "i? [a-z]{3}[au] "))
        .isEqualTo(count(plain, "[1-4]" + singular) + count(plain, "[1-4]" + plural));
    String object = "([a-z]{3}i? )?";
    assertThat(count(plain, "[1-4](kor|tal|ben) [a-z]{4} " + object + "s[oae]s?!"))
        .isEqualTo(count(plain, "[1-4](kor|tal|ben) [a-z]{4} " + object + "so!"))
        .isGreaterThan(100);
    assertThat(count(plain, "[1-4](dum|pol|vag)i [a-z]{4} " + object + "s[oae]s?!"))
        .isEqualTo(count(plain, "[1-4](dum|pol|vag)i [a-z]{4} " + object + "ses!"))
        .isGreaterThan(100);
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  @Test
  void labels_are_the_next_characters_and_samples_start_with_sentences() {
    DataSet set = new Grammar(20, 50, 10).generate(1);
    TextSamples training = (TextSamples) set.training();
    assertThat(set.classes()).isEqualTo(37);
    assertThat(training.count()).isEqualTo(50);
    for (int i = 0; i < 50; i++) {
      assertThat("1234").contains(String.valueOf(Grammar.character(training.window(i)[0])));
      float[] inputs = training.microBatch(new int[] {i}).inputs().ravel().toFloatVector();
      float[] labels = training.microBatch(new int[] {i}).labels().ravel().toFloatVector();
      for (int at = 0; at < 19; at++) {
        assertThat(labels[at]).isEqualTo(inputs[at + 1]);
      }
    }
  }

  /** The more characters one looks back, the nearer the floor; agreement asks for many. */
  @Test
  void the_floor_lies_below_what_the_last_few_characters_tell() {
    Grammar grammar = Grammar.usual();
    grammar.generate(3);
    DataSet set = grammar.generate(1);
    Grammar.Reachable reachable = grammar.reachable(1);
    assertThat(reachable.lossNats()).isCloseTo(0.527, within(0.001));
    assertThat(reachable.accuracy()).isCloseTo(0.776, within(0.001));
    List<String> losses = new ArrayList<>();
    for (int back : new int[] {0, 1, 2, 4, 6}) {
      losses.add("%d %.3f".formatted(back, lossOfCounts(set, back)));
    }
    assertThat(String.join(", ", losses)).isEqualTo("0 3.108, 1 1.536, 2 0.848, 4 0.758, 6 0.711");
  }

  /** Test loss of frequencies in training after the last few characters, each plus 0.01. */
  private static double lossOfCounts(DataSet set, int back) {
    Map<String, double[]> counts = new HashMap<>();
    TextSamples training = (TextSamples) set.training();
    for (int i = 0; i < training.count(); i++) {
      byte[] window = training.window(i);
      for (int at = 1; at < window.length; at++) {
        counts.computeIfAbsent(before(window, at, back), key -> new double[38])[window[at]]++;
      }
    }
    counts.values().forEach(row -> row[37] = Arrays.stream(row).sum());
    TextSamples test = (TextSamples) set.test();
    double nats = 0;
    double labels = 0;
    for (int i = 0; i < test.count(); i++) {
      byte[] window = test.window(i);
      for (int at = 1; at < window.length; at++) {
        double[] row = counts.getOrDefault(before(window, at, back), new double[38]);
        nats -= Math.log((row[window[at]] + 0.01) / (row[37] + 0.37));
        labels++;
      }
    }
    return nats / labels;
  }

  private static String before(byte[] window, int at, int back) {
    return new String(
        window, Math.max(0, at - back), at - Math.max(0, at - back), StandardCharsets.ISO_8859_1);
  }

  @Test
  void seeds_decide() {
    assertThat(new Grammar(30, 5, 1).generate(1).training().microBatch(new int[] {3}).inputs())
        .isEqualTo(new Grammar(30, 5, 1).generate(1).training().microBatch(new int[] {3}).inputs())
        .isNotEqualTo(
            new Grammar(30, 5, 1).generate(2).training().microBatch(new int[] {3}).inputs());
  }

  @Test
  void what_cannot_be_spoken_is_refused() {
    assertThatThrownBy(() -> new Grammar(0, 1, 1))
        .hasMessage("0 positions: there must be at least 1");
  }
}
