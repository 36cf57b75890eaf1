package dev.lockstep.gui.panel.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.app.OpenWindow;
import dev.lockstep.gui.view.TestScreen;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.scenario.edit.ScenarioDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario is changed beside its timeline: the picture moves, and the figures with it. */
class T01_WhatIfPanelTest {

  private OpenWindow open;
  private TestScreen screen;

  private void open(String example) {
    open = OpenWindow.on(OpenWindow.examples(example), 1600, 900);
    screen = open.screen();
    open.command("Show What if");
    open.awaitAnswers();
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void another_strategy_moves_the_picture_and_the_figures() {
    open("zero-bubble-1.5b-1f1b");
    long before = open.run(0).timeline().recording().endNanos();
    assertThat(figure("Step time")).isEqualTo("1,457 ms");
    choose("zb-h2");
    assertThat(open.run(0).timeline().recording().endNanos()).isLessThan(before);
    assertThat(open.run(0).opened().name()).isEqualTo("zero-bubble-1.5b-1f1b.json: zb-h2");
    assertThat(figure("Step time")).startsWith("1,457 ms | ").contains(" | \u2212");
    screen.save("what-if-light");
    open.use(Palette.DARK);
    screen.save("what-if-dark");
  }

  @Test
  void options_belong_to_the_strategy() {
    open("zero-bubble-1.5b-1f1b");
    choose("interleaved-1f1b");
    assertThat(((TextField) field("/strategy/virtualStages")).getPromptText()).isEqualTo("2");
    type("/strategy/virtualStages", "4");
    assertThat(open.run(0).opened().run().orElseThrow().preparation().stages()).hasSize(32);
    choose("1f1b");
    assertThat(screenNodes("/strategy/virtualStages")).isEmpty();
  }

  @Test
  void what_is_wrong_stands_at_its_field_and_the_picture_stays() {
    open("zero-bubble-1.5b-1f1b");
    Object before = open.run(0).opened();
    type("/training/microBatches", "0");
    assertThat(error("/training/microBatches"))
        .isEqualTo("Is 0. Must be a number from 1 to 1000000.");
    assertThat(open.run(0).opened()).isSameAs(before);
    screen.save("what-if-error");
    type("/training/microBatches", "48");
    assertThat(error("/training/microBatches")).isEmpty();
    assertThat(open.run(0).opened().run().orElseThrow().preparation().workload().microBatches())
        .isEqualTo(48);
  }

  @Test
  void degrees_that_do_not_fit_the_cluster_are_told_and_can_be_fitted() {
    open("gpt3-175b-selene");
    type("/parallelism/pipeline", "24");
    assertThat(error("/parallelism/data")).contains("768 devices in all").contains("Must be 2");
    screen.save("what-if-cluster");
    press("Fit the cluster");
    assertThat(error("/parallelism/data")).isEmpty();
    assertThat(((TextField) field("/cluster/nodes")).getText()).isEqualTo("96");
    assertThat(figure("MFU")).contains(" | ");
    screen.save("what-if-network");
  }

  @Test
  void changes_are_taken_back_and_made_again() {
    open("zero-bubble-1.5b-1f1b");
    Object file = open.run(0).opened();
    choose("gpipe");
    press("Undo");
    assertThat(open.run(0).opened()).isSameAs(file);
    press("Redo");
    assertThat(open.run(0).opened().name()).endsWith(": gpipe");
    press("Reset");
    assertThat(open.run(0).opened()).isSameAs(file);
  }

  @Test
  void a_change_can_be_kept_below() {
    open("zero-bubble-1.5b-1f1b");
    choose("zb-h1");
    press("Keep below");
    assertThat(open.desk().runs().stream().map(run -> run.opened().name()))
        .containsExactly("zero-bubble-1.5b-1f1b.json", "zero-bubble-1.5b-1f1b.json: zb-h1");
    screen.save("what-if-kept");
  }

  @Test
  void a_change_can_be_saved(@TempDir Path folder) throws IOException {
    ScenarioDocument vgg = ScenarioDocument.open(Path.of("../scenarios/vgg16-gpipe.json"));
    Path file = folder.resolve("copy.json");
    assertThat(SaveDialog.write(vgg, file)).isEqualTo("Saved " + file);
    assertThat(ScenarioDocument.open(file).scenario().model()).isEqualTo(vgg.scenario().model());
    assertThat(SaveDialog.write(vgg, folder.resolve("nowhere/copy.json")))
        .startsWith("Not saved: ");
    assertThat(folder.toFile().list()).containsExactly("copy.json");
    open("vgg16-gpipe");
    screen.save("what-if-layers");
  }

  private void choose(String strategy) {
    press("/strategy/name");
    open.act(() -> ((TextField) field("strategy-search")).setText(strategy));
    screen.save("what-if-choose");
    open.act(() -> field("strategy-search").requestFocus());
    screen.press(KeyCode.ENTER);
    open.awaitAnswers();
  }

  private void type(String pointer, String text) {
    open.act(
        () -> {
          if (field(pointer) instanceof TextField input) {
            input.requestFocus();
            input.setText(text);
            input.fireEvent(new ActionEvent());
          } else {
            @SuppressWarnings("unchecked")
            ComboBox<String> words = (ComboBox<String>) field(pointer);
            words.setValue(text);
          }
        });
    open.awaitAnswers();
  }

  private void press(String button) {
    open.act(
        () ->
            nodes().stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(b -> button.equals(b.getText()) || button.equals(b.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
    open.awaitAnswers();
  }

  private Node field(String pointer) {
    return screenNodes(pointer).get(0);
  }

  private List<Node> screenNodes(String id) {
    return nodes().stream().filter(node -> id.equals(node.getId())).toList();
  }

  private List<Node> nodes() {
    return List.copyOf(open.window().root().lookupAll("*"));
  }

  private String error(String pointer) {
    return field(pointer).getParent().getChildrenUnmodifiable().stream()
        .filter(Label.class::isInstance)
        .map(label -> ((Label) label).getText())
        .collect(Collectors.joining());
  }

  /** A line of the table of figures: name, before, after, change. */
  private String figure(String name) {
    List<String> cells =
        ((Pane) field("figures"))
            .getChildren().stream().map(cell -> ((Label) cell).getText()).toList();
    int at = cells.indexOf(name);
    return cells.subList(at + 1, at + 4).stream()
        .filter(cell -> !cell.isEmpty())
        .collect(Collectors.joining(" | "));
  }
}
