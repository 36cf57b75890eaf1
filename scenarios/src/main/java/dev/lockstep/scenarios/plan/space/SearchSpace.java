package dev.lockstep.scenarios.plan.space;

import dev.lockstep.scenarios.plan.bound.GroupBound;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/**
 * What is tried. What is empty is filled in by {@link Space}: all that fits.
 *
 * @param pipeline pipeline-parallel degrees
 * @param tensor tensor-parallel degrees
 * @param data data-parallel degrees
 * @param context context-parallel degrees
 * @param expert expert-parallel degrees
 * @param microBatch samples of a micro-batch
 * @param virtualStages chunks on each device, of strategies that have such an option
 * @param recompute words of {@code training.recompute}
 * @param zeroStage what data-parallel ranks share
 * @param sequenceParallel whether tensor-parallel ranks share the work between products
 * @param partition rules of the cut
 * @param strategies words such as {@code 1f1b} or {@code zb-v}, options behind colons
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
public record SearchSpace(
    Optional<List<Integer>> pipeline,
    Optional<List<Integer>> tensor,
    Optional<List<Integer>> data,
    Optional<List<Integer>> context,
    Optional<List<Integer>> expert,
    Optional<List<Integer>> microBatch,
    Optional<List<Integer>> virtualStages,
    Optional<List<String>> recompute,
    Optional<List<Integer>> zeroStage,
    Optional<List<Boolean>> sequenceParallel,
    Optional<List<CutRule>> partition,
    Optional<List<String>> strategies) {

  /** All that fits. */
  public static final SearchSpace ALL = SearchSpaceBuilder.builder().build();

  /**
   * Strategies that are tried if none are named: synchronous ones whose order is fixed, that hold
   * one copy of the model and do the work of end-to-end training, one task after another on each
   * device. Of such, and of no other, {@link GroupBound} knows a bound before anything is planned.
   */
  public static final List<String> USUAL_STRATEGIES =
      List.of(
          "1f1b",
          "interleaved-1f1b",
          "zb-h1",
          "zb-h2",
          "zb-v",
          "v-half",
          "v-min",
          "gpipe",
          "looped-bfs",
          "hanayo");

  /**
   * Strategies that can be named beside, of which the bound is weaker: synchronous, in fixed order,
   * with two copies of each layer, or with a forward and a backward carried out together.
   */
  public static final List<String> BIDIRECTIONAL_STRATEGIES =
      List.of("chimera", "dualpipe", "dualpipe-v");
}
