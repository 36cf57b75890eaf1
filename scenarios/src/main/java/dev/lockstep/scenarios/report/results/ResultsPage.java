package dev.lockstep.scenarios.report.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A page with rows of results: as a table that sorts and filters, as points with their Pareto
 * front, as a heat map; timelines of some rows, curves of what was learned; where all comes from.
 * Scripts and data are in the page, so that it opens without a network.
 */
public final class ResultsPage {

  private static final String JARS = "/META-INF/resources/webjars/";
  private static final String ECHARTS = JARS + "echarts/5.3.1/dist/echarts.min.js";
  private static final String TABULATOR = JARS + "tabulator-tables/6.3.1/dist/";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String title;
  private final Map<String, Object> data;

  /**
   * A page.
   *
   * @param title over all
   * @param columns names; the first is the row's number
   * @param rows cells of each
   * @param all how many rows there are, of which these may be a part
   * @param chosen columns that charts begin with
   */
  public ResultsPage(
      String title, List<String> columns, List<List<String>> rows, long all, Chosen chosen) {
    this.title = title;
    this.data = Map.of("columns", columns, "rows", rows, "all", all, "chosen", chosen.names());
  }

  /**
   * Columns that charts begin with; the page finds some where they are absent.
   *
   * @param x of the points
   * @param y of the points
   * @param colour of the points
   */
  public record Chosen(Optional<String> x, Optional<String> y, Optional<String> colour) {

    private Map<String, String> names() {
      return Map.of("x", x.orElse(""), "y", y.orElse(""), "colour", colour.orElse(""));
    }
  }

  /**
   * A drawing: a timeline of a row, or curves.
   *
   * @param caption what stands above it
   * @param svg the drawing
   */
  public record Picture(String caption, String svg) {}

  /**
   * The text of the page.
   *
   * @param pictures to be shown
   * @param manifest where the rows come from, as JSON
   */
  public String html(List<Picture> pictures, Optional<String> manifest) {
    StringBuilder figures = new StringBuilder();
    for (Picture picture : pictures) {
      figures.append(
          "<figure><figcaption>%s</figcaption>%s</figure>%n"
              .formatted(
                  escaped(picture.caption()), picture.svg().replaceFirst("<\\?xml[^>]*\\?>", "")));
    }
    return text("page.html")
        .replace("{{title}}", escaped(title))
        .replace("{{table-style}}", text(TABULATOR + "css/tabulator_simple.min.css"))
        .replace("{{style}}", text("page.css"))
        .replace("{{pictures}}", figures)
        .replace("{{manifest}}", escaped(manifest.orElse("There is no manifest beside the rows.")))
        .replace("{{table-script}}", text(TABULATOR + "js/tabulator.min.js"))
        .replace("{{chart-script}}", text(ECHARTS))
        .replace("{{data}}", json())
        .replace("{{script}}", text("page.js"));
  }

  private String json() {
    try {
      return MAPPER.writeValueAsString(new TreeMap<>(data)).replace("</", "<\\/");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows that cannot be written as JSON", e);
    }
  }

  /** Of a file beside this class, or of a library. */
  private static String text(String name) {
    try (InputStream resource = ResultsPage.class.getResourceAsStream(name)) {
      // References to files beside the library's own would be requests.
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?m)^\\s*//# sourceMappingURL=.*$", "")
          .replaceAll("/\\*# sourceMappingURL=[^*]*\\*/", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
