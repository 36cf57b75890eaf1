package dev.lockstep.scenarios.catalog;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Vocabulary;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.catalog.entry.StrategyOptions;
import dev.lockstep.strategies.balance.BalancedActivations;
import dev.lockstep.strategies.pipeline.GPipe;
import dev.lockstep.strategies.pipeline.GPipe.Recompute;
import dev.lockstep.strategies.pipeline.Hanayo;
import dev.lockstep.strategies.pipeline.InterleavedOneForwardOneBackward;
import dev.lockstep.strategies.pipeline.LoopedBreadthFirst;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward.WarmUp;
import dev.lockstep.strategies.pipeline.SequenceOneForwardOneBackward;
import dev.lockstep.strategies.pipeline.VocabularyParallel;
import java.util.List;
import java.util.Locale;

/** Synchronous pipelines: every gradient is computed with the weights that it changes. */
final class Pipelines {
  private static final int MOST = 1024;

  private Pipelines() {}

  static List<StrategyEntry> entries() {
    return List.of(
        StrategyEntry.of(
                "gpipe",
                "all forwards, then all backwards, then a flush",
                "Huang et al., NeurIPS 2019",
                Pipelines::gpipe)
            .taking(
                StrategyOption.oneOf(
                    "recompute",
                    List.of("none", "stage", "stage-except-last"),
                    "second forwards as tasks of their own, that need not wait for the gradient")),
        oneForwardOneBackward(),
        StrategyEntry.of(
                "interleaved-1f1b",
                "1F1B with several chunks of the model on each device",
                "Narayanan et al., SC 2021",
                options -> new InterleavedOneForwardOneBackward(options.integer("virtualStages")))
            .taking(
                StrategyOption.integer("virtualStages", 1, MOST, "chunks on each device")
                    .orElse(2)),
        StrategyEntry.of(
                "looped-bfs",
                "all micro-batches through one chunk of each device, then through the next",
                "Lamy-Poirier, MLSys 2023",
                options -> new LoopedBreadthFirst(options.integer("virtualStages")))
            .taking(
                StrategyOption.integer("virtualStages", 1, MOST, "chunks on each device")
                    .orElse(2)),
        StrategyEntry.of(
                "seq1f1b",
                "1F1B with slices of the sequence as its unit",
                "Sun et al., 2024",
                options -> new SequenceOneForwardOneBackward(options.integer("slices")))
            .taking(
                StrategyOption.integer("slices", 1, MOST, "equally dear slices of a micro-batch")
                    .orElse(2)),
        StrategyEntry.of(
                "hanayo",
                "stages in waves down the devices and back up, in 1F1B's preference",
                "Liu et al., SC 2023",
                options -> new Hanayo(options.integer("waves")))
            .taking(
                StrategyOption.integer(
                        "waves", 1, MOST, "times that the model goes down the devices and back up")
                    .orElse(2)));
  }

  private static StrategyEntry oneForwardOneBackward() {
    return StrategyEntry.of(
            "1f1b",
            "one forward, one backward, then a flush",
            "Fan et al., PPoPP 2021; Narayanan et al., ICML 2021; Kim et al., ICML 2023;"
                + " Yeung et al., MLSys 2025",
            Pipelines::oneForwardOneBackward)
        .alias("dapple", "pipedream-flush")
        .taking(
            StrategyOption.oneOf(
                "warmUp",
                List.of("short", "long"),
                "forwards before a stage's first backward: p - s, or 2(p - s) - 1"),
            StrategyOption.integer("inFlight", 1, MOST, "most micro-batches in flight on a stage"),
            StrategyOption.oneOf(
                    "vocabulary",
                    List.of("with-stages", "shared-two-barriers", "shared-one-barrier"),
                    "embedding and head on the first and last stage (if absent), or a share on"
                        + " every device: Vocab-1, Vocab-2")
                .orUnset(),
            StrategyOption.flag(
                    "balanceActivations",
                    "BPipe: stashes that a device has no room for wait on its partner")
                .orUnset());
  }

  private static GPipe gpipe(StrategyOptions options) {
    return new GPipe(Recompute.valueOf(constant(options.choice("recompute"))));
  }

  private static Strategy oneForwardOneBackward(StrategyOptions options) {
    WarmUp warmUp = WarmUp.valueOf(constant(options.choice("warmUp")));
    Vocabulary vocabulary =
        options.has("vocabulary")
            ? Vocabulary.valueOf(constant(options.choice("vocabulary")))
            : Vocabulary.WITH_STAGES;
    boolean balanced = options.has("balanceActivations") && options.flag("balanceActivations");
    boolean ownWarmUp = warmUp != WarmUp.SHORT || options.has("inFlight");
    if (vocabulary.isShared() ? ownWarmUp || balanced : ownWarmUp && balanced) {
      throw new ScheduleException(
          "1f1b with a shared vocabulary, with balanced activations or with a warm-up of its own;"
              + " give one of vocabulary, balanceActivations and warmUp or inFlight");
    }
    if (vocabulary.isShared()) {
      return new VocabularyParallel(vocabulary);
    }
    if (balanced) {
      return new BalancedActivations();
    }
    return new OneForwardOneBackward(warmUp, options.optionalInteger("inFlight"));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
