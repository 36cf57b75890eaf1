package dev.lockstep.numerics.data.generated.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Speaks sentences at random until a text is long enough.
 *
 * <pre>
 * sentence = digit noun [clause] verb [noun | speech] pronoun marks
 * clause   = "(qe " noun [clause] verb ")"     or in [ ] or in &lt; &gt;
 * speech   = '"' sentence '"'                  or in ' '
 *
 * 3kori [qe lin (qe tali zeku) jota] hepu mar sos!!!
 * </pre>
 *
 * A noun has a gender, which its stem decides, and a number, which its ending shows. Each verb ends
 * as its own subject's number wants; the pronoun at a sentence's end names the gender and number of
 * that sentence's subject; brackets and quotes close in the order in which they opened; a sentence
 * ends with as many marks as the digit says with which it began.
 */
final class Speaker {

  private static final int MOST_MARKS = 4;

  private static final List<List<String>> STEMS =
      List.of(
          List.of("kor", "tal", "ben"), List.of("lin", "mar", "sef"), List.of("dum", "pol", "vag"));
  private static final List<String> PRONOUNS = List.of("so", "sa", "se");
  private static final List<String> NOUNS =
      STEMS.stream()
          .flatMap(List::stream)
          .flatMap(stem -> Stream.of(stem + " ", stem + "i "))
          .toList();
  private static final List<String> VERBS =
      List.of("hep", "jot", "wod", "zek", "rab", "nol", "gim", "fus");
  private static final List<String> SINGULAR_VERBS = VERBS.stream().map(v -> v + "a").toList();
  private static final List<String> PLURAL_VERBS = VERBS.stream().map(v -> v + "u").toList();
  private static final List<String> DIGITS =
      IntStream.rangeClosed(1, MOST_MARKS).mapToObj(String::valueOf).toList();
  private static final List<String> OPENING = List.of("(qe ", "[qe ", "<qe ");
  private static final String CLOSING = ")]>";
  private static final List<String> QUOTES = List.of("\"", "'");
  private static final int MOST_CLAUSES = 3;
  private static final int MOST_SPEECHES = 2;
  private static final double CLAUSE = 0.4;
  private static final double SPEECH = 0.25;
  private static final double OBJECT = 0.35;

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<Choice.Odds> odds = new ArrayList<>();

  private record Noun(int gender, boolean plural) {

    String pronoun() {
      return PRONOUNS.get(gender) + (plural ? "s" : "");
    }

    List<String> verbs() {
      return plural ? PLURAL_VERBS : SINGULAR_VERBS;
    }

    static Noun of(String form) {
      String stem = form.substring(0, 3);
      int gender =
          IntStream.range(0, 3).filter(g -> STEMS.get(g).contains(stem)).findFirst().orElseThrow();
      return new Noun(gender, form.startsWith("i", 3));
    }
  }

  private Speaker(Random random) {
    this.random = random;
  }

  /** Sentences, the last of them cut where the text is long enough. */
  static Spoken speak(int length, Random random) {
    Speaker speaker = new Speaker(random);
    while (speaker.text.length() < length) {
      speaker.sentence(0);
      speaker.say(Choice.only(" "));
    }
    return new Spoken(
        speaker.text.substring(0, length),
        speaker.odds.stream().limit(length).map(Choice.Odds::probability).toList(),
        speaker.odds.stream().limit(length).map(Choice.Odds::likeliest).toList());
  }

  private void sentence(int speeches) {
    String digit = say(new Choice().or(DIGITS, 1));
    Noun subject = noun();
    verb(subject, 0);
    String end = subject.pronoun() + "!".repeat(Integer.parseInt(digit));
    say(Choice.only(" "));
    Choice next = new Choice().or(NOUNS, OBJECT).or(List.of(end), 1 - OBJECT - SPEECH);
    String said = say(speeches < MOST_SPEECHES ? next.or(QUOTES, SPEECH) : next);
    if (QUOTES.contains(said)) {
      sentence(speeches + 1);
      say(Choice.only(said + " "));
    }
    if (!said.equals(end)) {
      say(Choice.only(end));
    }
  }

  /** A verb, or clauses about its subject and then the verb. */
  private void verb(Noun subject, int clauses) {
    Choice next = new Choice().or(subject.verbs(), 1 - CLAUSE);
    String said = say(clauses < MOST_CLAUSES ? next.or(OPENING, CLAUSE) : next);
    int bracket = OPENING.indexOf(said);
    if (bracket >= 0) {
      verb(noun(), clauses + 1);
      say(Choice.only(CLOSING.charAt(bracket) + " "));
      say(new Choice().or(subject.verbs(), 1));
    }
  }

  private Noun noun() {
    return Noun.of(say(new Choice().or(NOUNS, 1)));
  }

  private String say(Choice choice) {
    String said = choice.draw(random);
    text.append(said);
    odds.addAll(choice.odds(said));
    return said;
  }
}
