package dev.lockstep.scenarios.format.training;

import dev.lockstep.scenarios.format.curve.FigureRange;
import dev.lockstep.scenarios.format.curve.LearnedFigure;
import dev.lockstep.scenarios.format.curve.MeanCurve;
import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import dev.lockstep.scenarios.format.curve.TimeUnit;
import dev.lockstep.scenarios.train.TrainingResult;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One page that needs no other file: curves of all strategies, and the table. */
public final class TrainingPage {

  private static final int TABLE_COLUMNS = 160;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1b1f23; --soft: #5b646c; --paper: #ffffff; --line: #d9dee3; }
      body { margin: 1.5rem auto; max-width: 1320px; padding: 0 1rem; background: var(--paper); color: var(--ink);
        font: 15px/1.45 system-ui, sans-serif; }
      h1 { font-size: 1.4rem; margin: 0 0 .3rem; }
      p { margin: .3rem 0; color: var(--soft); }
      .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 1rem; margin: 1rem 0; }
      svg { display: block; width: 100%; height: auto; overflow: hidden; }
      svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
      svg text.title { fill: var(--ink); font-weight: 600; font-size: 14px; }
      .grid { stroke: var(--line); fill: none; }
      polyline { fill: none; stroke: var(--c); stroke-width: 2; stroke-dasharray: var(--d); stroke-linejoin: round; }
      polygon { fill: var(--c); opacity: .16; }
      .legend { display: flex; flex-wrap: wrap; gap: .3rem .9rem; }
      .legend label { cursor: pointer; white-space: nowrap; }
      .legend svg { display: inline-block; width: 34px; height: 10px; vertical-align: middle; }
      pre { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; padding: .8rem; font-size: 13px; }
      """;

  private static final String DARK =
      "  :root { --ink: #e8ecef; --soft: #a6b0b8; --paper: #14171a; --line: #333a41; }\n";

  private static final String SCRIPT =
      """
      for (const box of document.querySelectorAll('.legend input')) {
        box.addEventListener('change', () => {
          for (const curve of document.querySelectorAll('.charts g.' + box.value)) {
            curve.style.display = box.checked ? '' : 'none';
          }
        });
      }
      """;

  private final String scenario;
  private final List<TrainingResult> results;
  private final String table;

  private TrainingPage(String scenario, List<TrainingResult> results, String table) {
    this.scenario = scenario;
    this.results = results;
    this.table = table;
  }

  /** The page. */
  public static String of(
      String scenario, List<TrainingResult> results, Map<String, String> refused) {
    String table = TrainingTable.of(scenario, results, refused, TABLE_COLUMNS);
    return new TrainingPage(scenario, results, table).html();
  }

  private String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        %2$s%3$s@media (prefers-color-scheme: dark) {
        %4$s%5$s}
        </style>
        </head>
        <body>
        <h1>%1$s</h1>
        <p>%6$s</p>
        <div class="legend">
        %7$s</div>
        <div class="charts">
        %8$s</div>
        <pre>%9$s</pre>
        <script>
        %10$s</script>
        </body>
        </html>
        """
        .formatted(
            Html.escape(scenario),
            STYLE,
            CurveCss.rules(results.size(), false),
            DARK,
            CurveCss.rules(results.size(), true),
            Html.escape(lead()),
            legend(),
            charts(),
            escapedTable(),
            SCRIPT);
  }

  private String lead() {
    int seeds = results.isEmpty() ? 0 : results.get(0).seeds().size();
    return seeds > 1
        ? "Lines are means of %d seeds, bands reach from the least to the most of them."
            .formatted(seeds)
        : "One seed: nothing is known of chance.";
  }

  private String legend() {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < results.size(); i++) {
      String style = CurveCss.name(i);
      html.append(
          """
          <label><input type="checkbox" value="%1$s" checked> <svg class="%1$s" viewBox="0 0 34 10"><polyline points="0,5 34,5"/></svg> %2$s</label>
          """
              .formatted(style, Html.escape(results.get(i).strategy())));
    }
    return html.toString();
  }

  private String charts() {
    List<MeanCurve> accuracies = curves(LearnedFigure.ACCURACY);
    List<MeanCurve> losses = curves(LearnedFigure.TEST_LOSS);
    TimeUnit unit =
        TimeUnit.of(results.stream().mapToDouble(TrainingResult::simulatedMs).max().orElse(0));
    String across = "simulated time on the scenario's cluster, " + unit.word();
    ToDoubleFunction<Point> time = point -> point.simulatedMs() / unit.milliseconds();
    ToDoubleFunction<Point> count = Point::iterations;
    FigureRange best = FigureRange.of(accuracies, LearnedFigure.ACCURACY);
    FigureRange worst = FigureRange.of(losses, LearnedFigure.TEST_LOSS);
    return new CurveChart("Accuracy in %, against time", across, accuracies, time, 100, best).svg()
        + new CurveChart(
                "Accuracy in %, against mini-batches", "mini-batches", accuracies, count, 100, best)
            .svg()
        + new CurveChart("Test loss in nats, against time", across, losses, time, 1, worst).svg()
        + new CurveChart(
                "Test loss in nats, against mini-batches", "mini-batches", losses, count, 1, worst)
            .svg();
  }

  private List<MeanCurve> curves(LearnedFigure figure) {
    return results.stream().map(result -> MeanCurve.of(result, figure)).toList();
  }

  private String escapedTable() {
    return table.lines().map(Html::escape).reduce((a, b) -> a + "\n" + b).orElse("");
  }
}
