package dev.lockstep.scenarios.hardware;

import dev.lockstep.scenarios.catalog.entry.NearestWord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Models by name and alias, no word of which means two of them. */
final class Names<T> {
  private final String noun;
  private final String command;
  private final List<T> all;
  private final Map<String, T> byName = new LinkedHashMap<>();

  /**
   * The models.
   *
   * @param noun what a model is, in the singular
   * @param command the command that prints them all
   */
  Names(
      String noun,
      String command,
      List<T> all,
      Function<T, String> name,
      Function<T, List<String>> aliases) {
    this.noun = noun;
    this.command = command;
    this.all = List.copyOf(all);
    for (T model : all) {
      add(name.apply(model), model);
      aliases.apply(model).forEach(alias -> add(alias, model));
    }
  }

  private void add(String word, T model) {
    if (byName.putIfAbsent(word, model) != null) {
      throw new IllegalStateException("two meanings of the %s \"%s\"".formatted(noun, word));
    }
  }

  Collection<T> all() {
    return all;
  }

  T byName(String word) {
    T model = byName.get(word);
    if (model == null) {
      String question =
          NearestWord.of(word, byName.keySet())
              .map("; did you mean \"%s\"?"::formatted)
              .orElse(".");
      throw new IllegalArgumentException(
          "unknown %s \"%s\"%s ./lockstep %s prints all"
              .formatted(noun, NearestWord.quoted(word), question, command));
    }
    return model;
  }
}
