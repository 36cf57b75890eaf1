package dev.lockstep.gui.model;

import dev.lockstep.scenarios.report.trace.KindRules;
import dev.lockstep.scenarios.report.trace.TraceReader;
import dev.lockstep.scenarios.report.trace.TraceRecording;
import dev.lockstep.scenarios.report.trace.mapping.MeasuredRecording;
import dev.lockstep.scenarios.report.trace.mapping.TraceMapping;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.scenario.edit.ScenarioDocument;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that is being looked at.
 *
 * @param name what stands above it
 * @param recording what there is to see
 * @param run the simulation it came from; none for a trace
 * @param file where it was read
 * @param document what its file says, or would say if the changes of it were saved; none for a
 *     trace
 */
public record Opened(
    String name,
    Recording recording,
    Optional<Run> run,
    Optional<Path> file,
    Optional<ScenarioDocument> document)
    implements FileContent {

  /** Something that is in no file. */
  public Opened(String name, Recording recording, Optional<Run> run) {
    this(name, recording, run, Optional.empty(), Optional.empty());
  }

  /**
   * Reads a trace, or reads a scenario and simulates it.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if it is neither
   * @throws dev.lockstep.scenarios.prepare.RefusedException if its parts do not fit together
   */
  public static Opened file(Path file) {
    try {
      return Files.isRegularFile(file) && TraceReader.isTrace(file)
          ? trace(file, TraceRecording.read(file, KindRules.usual()))
          : document(ScenarioDocument.open(file), file.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A trace. */
  public static Opened trace(Path file, Recording trace) {
    String name = file.getFileName().toString();
    return new Opened(name, trace, Optional.empty(), Optional.of(file), Optional.empty());
  }

  /**
   * Simulates a scenario, be it as its file says or changed.
   *
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if it says something wrong
   * @throws dev.lockstep.scenarios.prepare.RefusedException if its parts do not fit together
   */
  public static Opened document(ScenarioDocument document, String name) {
    Run run = Run.of(document.scenario());
    return new Opened(
        name,
        new SimulatedRecording(run.picture()),
        Optional.of(run),
        Optional.of(document.file()),
        Optional.of(document));
  }

  /** The same, but in no file: such as one that stands for many. */
  public Opened withoutFile() {
    return new Opened(name, recording, run, Optional.empty(), document);
  }

  /**
   * Reads files in their order. With a mapping all traces among them are those of one measured run,
   * which stands below the others.
   *
   * @throws UncheckedIOException if a file cannot be read
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if one is not what it should
   * @throws dev.lockstep.scenarios.prepare.RefusedException if the parts of one do not fit together
   */
  public static List<Opened> files(List<Path> files, Optional<Path> mapping) {
    List<Path> traces =
        mapping.isEmpty() ? List.of() : files.stream().filter(Opened::isTrace).toList();
    List<Opened> opened =
        new ArrayList<>(
            files.stream().filter(file -> !traces.contains(file)).map(Opened::file).toList());
    if (mapping.isPresent() && traces.isEmpty()) {
      throw new ScenarioException(
          mapping.get().toString(), "", "is given, but no trace", "Name traces beside it");
    }
    if (!traces.isEmpty()) {
      opened.add(measured(traces, TraceMapping.read(mapping.orElseThrow())));
    }
    return opened;
  }

  /** Reads the traces of one measured run. */
  public static Opened measured(List<Path> traces, TraceMapping mapping) {
    try {
      String name = traces.get(0).getFileName().toString();
      String more = traces.size() > 1 ? " and %d more".formatted(traces.size() - 1) : "";
      MeasuredRecording recording = MeasuredRecording.read(traces, mapping);
      return new Opened("measured: " + name + more, recording, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTrace(Path file) {
    try {
      return TraceReader.isTrace(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A simulation. */
  public static Opened run(Run run, String name) {
    return new Opened(name, new SimulatedRecording(run.picture()), Optional.of(run));
  }
}
