package dev.lockstep.scenarios.study.store;

import com.fasterxml.jackson.databind.MappingIterator;
import dev.lockstep.scenarios.study.Shard;
import dev.lockstep.scenarios.study.store.StoredStudy.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;

/** Puts the parts of a study together: the same bytes as if it had been run in one. */
public final class ShardMerge {

  private final List<Path> parts;
  private final ResultFiles target;

  /**
   * Parts, and where all is to go.
   *
   * @param parts results in CSV, each with its manifest beside it
   * @throws IllegalArgumentException if the name of the results ends like no form of them
   */
  public ShardMerge(List<Path> parts, Path results) {
    ResultFormat.of(results);
    this.parts = List.copyOf(parts);
    this.target = new ResultFiles(results);
  }

  /**
   * Writes them.
   *
   * @throws UncheckedIOException in one line, if parts are missing, incomplete, or of several
   *     studies
   */
  public Outcome run() {
    if (Files.exists(target.results()) || Files.exists(target.journal())) {
      throw refusal(target.results(), "is there already. Delete it, or give another name.");
    }
    Manifest all = manifest();
    target.write(all);
    try (Journal journal = Journal.open(target.journal(), all.columns())) {
      append(journal);
      journal.close();
      target.write(
          all.finished(
              all.finished().orElseThrow(), all.calibration(), journal.rows(), journal.refused()));
      target.complete();
      return new Outcome(journal.rows(), journal.refused(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That of the whole, if the parts are all there. */
  private Manifest manifest() {
    List<Manifest> manifests = parts.stream().map(this::complete).toList();
    Manifest first = manifests.get(0);
    TreeSet<Integer> missing = new TreeSet<>();
    int count = shard(first, parts.get(0)).parts();
    for (int part = 1; part <= count; part++) {
      missing.add(part);
    }
    for (int i = 0; i < parts.size(); i++) {
      Shard shard = shard(manifests.get(i), parts.get(i));
      if (!manifests.get(i).isOfTheSameStudy(first) || shard.parts() != count) {
        throw refusal(parts.get(i), "is of another study than %s.".formatted(parts.get(0)));
      }
      if (!missing.remove(shard.part())) {
        throw refusal(parts.get(i), "is part %s, as another one is.".formatted(shard));
      }
    }
    if (!missing.isEmpty()) {
      throw refusal(
          target.results(),
          "part %d of %d is missing. Name its results too.".formatted(missing.first(), count));
    }
    return first.whole(manifests);
  }

  private Manifest complete(Path part) {
    Optional<Manifest> manifest = new ResultFiles(part).readManifest();
    if (!Files.exists(part) || manifest.isEmpty() || manifest.get().rows().isEmpty()) {
      throw refusal(part, "is no complete part of a study. Run it with --resume first.");
    }
    return manifest.get();
  }

  private static Shard shard(Manifest manifest, Path part) {
    return manifest
        .shard()
        .map(Shard::parse)
        .orElseThrow(() -> refusal(part, "is no part of a study, but all of it."));
  }

  /** Rows of all parts by their numbers. */
  private void append(Journal journal) throws IOException {
    List<Part> open = new ArrayList<>();
    try {
      PriorityQueue<Part> next = new PriorityQueue<>(Comparator.comparingLong(Part::number));
      for (Path file : parts) {
        Part part = new Part(file);
        open.add(part);
        if (part.advance()) {
          next.add(part);
        }
      }
      while (!next.isEmpty()) {
        Part first = next.remove();
        journal.append(first.row);
        if (first.advance()) {
          next.add(first);
        }
      }
    } finally {
      for (Part part : open) {
        part.close();
      }
    }
  }

  /** The rows of a part, one after the other. */
  private static final class Part implements Closeable {
    private final MappingIterator<List<String>> rows;
    private List<String> row = List.of();

    Part(Path file) throws IOException {
      rows = CsvLine.read(Files.newBufferedReader(file));
      rows.next(); // the columns
    }

    boolean advance() {
      if (!rows.hasNext()) {
        return false;
      }
      row = rows.next();
      return true;
    }

    long number() {
      return Long.parseLong(row.get(0));
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  private static UncheckedIOException refusal(Path file, String why) {
    return new UncheckedIOException(new IOException(file + ": " + why));
  }
}
