package dev.lockstep.scenarios.report.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.report.results.ResultsPage.Chosen;
import dev.lockstep.scenarios.report.results.ResultsPage.Picture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A page that has all in it. What it looks like, a browser shows. */
class T01_ResultsPageTest {

  private static final List<String> COLUMNS = List.of("row", "strategy", "makespanMs", "refused");
  private static final List<List<String>> ROWS =
      List.of(
          List.of("1", "gpipe", "12.5", ""), List.of("2", "</script>", "", "no such \"strategy\""));
  private static final Chosen NONE =
      new Chosen(Optional.empty(), Optional.empty(), Optional.of("strategy"));

  private final ResultsPage page = new ResultsPage("a < b", COLUMNS, ROWS, 2, NONE);

  @Test
  void rows_are_data_of_its_script() {
    assertThat(page.html(List.of(), Optional.empty()))
        .contains("<title>a &lt; b</title>")
        .contains(
            "\"columns\":[\"row\",\"strategy\",\"makespanMs\",\"refused\"],"
                + "\"rows\":[[\"1\",\"gpipe\",\"12.5\",\"\"],"
                + "[\"2\",\"<\\/script>\",\"\",\"no such \\\"strategy\\\"\"]]};")
        .contains("const DATA = {\"all\":2,\"chosen\":{")
        .contains("\"colour\":\"strategy\"")
        .contains("There is no manifest beside the rows.");
  }

  /** Besides, a policy in the page forbids requests. */
  @Test
  void nothing_is_asked_of_a_network() {
    String html = page.html(List.of(), Optional.empty());
    String own = html.replaceAll("(?s)<script>.*?</script>", "");

    assertThat(html).contains("content=\"default-src 'none';");
    assertThat(own).doesNotContain("src=", "href=", "@import", "url(http", "{{");
    assertThat(html).doesNotContain("sourceMappingURL=");
  }

  @Test
  void pictures_and_manifest_stand_in_it() {
    String svg = "<?xml version=\"1.0\"?><svg><text>$1</text></svg>";

    assertThat(page.html(List.of(new Picture("Row <7>", svg)), Optional.of("{\"rows\" : \"<2>\"}")))
        .contains(
            "<figure><figcaption>Row &lt;7&gt;</figcaption><svg><text>$1</text></svg></figure>")
        .contains("{\"rows\" : \"&lt;2&gt;\"}");
  }
}
