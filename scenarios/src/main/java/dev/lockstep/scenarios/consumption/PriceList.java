package dev.lockstep.scenarios.consumption;

import dev.lockstep.scenarios.catalog.entry.NearestWord;
import dev.lockstep.scenarios.scenario.source.CsvTable;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A CSV file of prices: {@code item}, {@code pricePerHour}, {@code per} (device or node), {@code
 * currency}, {@code date} (from when on) and, for people, {@code source}.
 */
final class PriceList {

  private static final List<String> COLUMNS =
      List.of("item", "pricePerHour", "per", "currency", "date");

  private final String file;
  private final List<Row> rows;

  private PriceList(String file, List<Row> rows) {
    this.file = file;
    this.rows = List.copyOf(rows);
  }

  private record Row(String item, double perHour, boolean perNode, LocalDate date) {}

  /**
   * Reads a file.
   *
   * @throws ScenarioException if it is no such list
   */
  static PriceList read(String name) {
    CsvTable table = CsvTable.read(Path.of(name), "price");
    for (String column : COLUMNS) {
      if (!table.columns().contains(column)) {
        throw new ScenarioException(
            name, "", "lacks the column " + column, "must have " + String.join(", ", COLUMNS));
      }
    }
    return new PriceList(name, table.rows().stream().map(cells -> row(name, cells)).toList());
  }

  private static Row row(String file, Map<String, String> cells) {
    String item = cells.get("item");
    if (!cells.get("currency").equals("USD")) {
      throw new ScenarioException(
          file,
          "",
          "\"%s\" costs %s".formatted(item, cells.get("currency")),
          "must be in USD, converted at the rate of its day");
    }
    String per = cells.get("per");
    if (!per.equals("device") && !per.equals("node")) {
      throw new ScenarioException(
          file, "", "\"%s\" is priced per \"%s\"".formatted(item, per), "must be device or node");
    }
    try {
      double price = Double.parseDouble(cells.get("pricePerHour"));
      if (price >= 0 && Double.isFinite(price)) {
        return new Row(item, price, per.equals("node"), LocalDate.parse(cells.get("date")));
      }
    } catch (NumberFormatException | DateTimeParseException e) {
      // refused below
    }
    throw new ScenarioException(
        file,
        "",
        "\"%s\" costs \"%s\" from \"%s\" on"
            .formatted(item, cells.get("pricePerHour"), cells.get("date")),
        "must be a price of at least 0 and a day such as 2026-01-31");
  }

  /**
   * The latest price of an item up to a day.
   *
   * @param date the day; empty for the latest of all
   * @throws ScenarioException if there is none
   */
  Price price(String item, Optional<String> date) {
    List<Row> ofItem = rows.stream().filter(row -> row.item().equals(item)).toList();
    if (ofItem.isEmpty()) {
      throw new ScenarioException(
          file,
          "",
          "has no item \"%s\"".formatted(NearestWord.quoted(item)),
          "its items: "
              + String.join(", ", rows.stream().map(Row::item).distinct().sorted().toList()));
    }
    Row row =
        ofItem.stream()
            .filter(r -> date.map(LocalDate::parse).map(d -> !r.date().isAfter(d)).orElse(true))
            .max(Comparator.comparing(Row::date))
            .orElseThrow(
                () ->
                    new ScenarioException(
                        file,
                        "",
                        "has no price of \"%s\" up to %s".formatted(item, date.orElseThrow()),
                        "its first is of "
                            + ofItem.stream().map(Row::date).sorted().findFirst().orElseThrow()));
    return new Price(
        row.perHour(), row.perNode(), Optional.of("price: %s, of %s".formatted(item, row.date())));
  }
}
