package dev.lockstep.numerics.data.generated.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
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

  private static final Choice DIGIT = Choice.of(DIGITS, 1);
  private static final Choice NOUN = Choice.of(NOUNS, 1);
  private static final Choice SINGULAR_VERB =
      Choice.of(VERBS.stream().map(v -> v + "a").toList(), 1 - CLAUSE);
  private static final Choice PLURAL_VERB =
      Choice.of(VERBS.stream().map(v -> v + "u").toList(), 1 - CLAUSE);
  private static final Choice SINGULAR_VERB_OR_CLAUSE = SINGULAR_VERB.or(OPENING, CLAUSE);
  private static final Choice PLURAL_VERB_OR_CLAUSE = PLURAL_VERB.or(OPENING, CLAUSE);
  private static final Map<String, Choice> ENDS = ends(true);
  private static final Map<String, Choice> ENDS_DEEP = ends(false);

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<Choice.Odds> odds = new ArrayList<>();

  private record Noun(int gender, boolean plural) {

    String pronoun() {
      return PRONOUNS.get(gender) + (plural ? "s" : "");
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
    String digit = say(DIGIT.draw(random));
    Noun subject = noun();
    verb(subject, 0);
    String end = subject.pronoun() + "!".repeat(Integer.parseInt(digit));
    say(Choice.only(" "));
    String said = say((speeches < MOST_SPEECHES ? ENDS : ENDS_DEEP).get(end).draw(random));
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
    Choice verb = subject.plural() ? PLURAL_VERB : SINGULAR_VERB;
    Choice open = subject.plural() ? PLURAL_VERB_OR_CLAUSE : SINGULAR_VERB_OR_CLAUSE;
    String said = say((clauses < MOST_CLAUSES ? open : verb).draw(random));
    int bracket = OPENING.indexOf(said);
    if (bracket >= 0) {
      verb(noun(), clauses + 1);
      say(Choice.only(CLOSING.charAt(bracket) + " "));
      say(verb.draw(random));
    }
  }

  private Noun noun() {
    return Noun.of(say(NOUN.draw(random)));
  }

  private String say(Choice.Drawn drawn) {
    text.append(drawn.text());
    odds.addAll(drawn.odds());
    return drawn.text();
  }

  /** What follows a verb, by how the sentence must end. */
  private static Map<String, Choice> ends(boolean speeches) {
    return PRONOUNS.stream()
        .flatMap(pronoun -> Stream.of(pronoun, pronoun + "s"))
        .flatMap(
            pronoun -> IntStream.rangeClosed(1, MOST_MARKS).mapToObj(n -> pronoun + "!".repeat(n)))
        .collect(Collectors.toMap(end -> end, end -> end(end, speeches)));
  }

  private static Choice end(String end, boolean speeches) {
    Choice choice = Choice.of(NOUNS, OBJECT).or(List.of(end), 1 - OBJECT - SPEECH);
    return speeches ? choice.or(QUOTES, SPEECH) : choice;
  }
}
