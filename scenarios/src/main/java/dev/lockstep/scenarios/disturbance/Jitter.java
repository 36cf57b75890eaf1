package dev.lockstep.scenarios.disturbance;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.scenarios.montecarlo.KeyedRandom;
import dev.lockstep.scenarios.scenario.section.risk.JitterSection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Factors of tasks, each drawn for itself. */
final class Jitter {

  /** What has one distribution. */
  private enum Kind {
    FORWARD,
    BACKWARD,
    AUXILIARY,
    UPDATE,
    TRANSFER,
    COLLECTIVE
  }

  private final Map<Kind, FactorLaw> laws = new EnumMap<>(Kind.class);

  Jitter(JitterSection section) {
    section
        .compute()
        .map(FactorLaw::of)
        .ifPresent(
            law -> {
              laws.put(Kind.FORWARD, law);
              laws.put(Kind.BACKWARD, law);
              laws.put(Kind.AUXILIARY, law);
              laws.put(Kind.UPDATE, law);
            });
    section.forward().map(FactorLaw::of).ifPresent(law -> laws.put(Kind.FORWARD, law));
    section.backward().map(FactorLaw::of).ifPresent(law -> laws.put(Kind.BACKWARD, law));
    section.auxiliary().map(FactorLaw::of).ifPresent(law -> laws.put(Kind.AUXILIARY, law));
    section.update().map(FactorLaw::of).ifPresent(law -> laws.put(Kind.UPDATE, law));
    section.transfer().map(FactorLaw::of).ifPresent(law -> laws.put(Kind.TRANSFER, law));
    section.collective().map(FactorLaw::of).ifPresent(law -> laws.put(Kind.COLLECTIVE, law));
  }

  /** Whether transfers vary. */
  boolean variesTransfers() {
    return laws.containsKey(Kind.TRANSFER);
  }

  /**
   * Multiplies durations by their factors.
   *
   * <p>The key of a factor is what is done, on which stage and for which micro-batch; not on which
   * device, nor by which strategy. A backward in two halves has the factor of the whole.
   *
   * @param draw which of all repetitions
   */
  void apply(Schedule schedule, Draw draw, long[] durationNanos) {
    KeyedRandom random = new KeyedRandom();
    Map<Kind, DoubleSupplier> factors = new EnumMap<>(Kind.class);
    laws.forEach((kind, law) -> factors.put(kind, law.factors(random)));
    for (int lane = 0; lane < schedule.lanes().size(); lane++) {
      Lane.Kind of = schedule.lanes().get(lane).kind();
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        Kind kind = kind(of, schedule.operation(task));
        DoubleSupplier law = factors.get(kind);
        if (law != null && durationNanos[task] > 0) {
          random.restart(key(schedule, task, kind, draw));
          durationNanos[task] = Math.round(durationNanos[task] * law.getAsDouble());
        }
      }
    }
  }

  private static long key(Schedule schedule, int task, Kind kind, Draw draw) {
    long origin = (long) draw.originIteration() * schedule.microBatchesPerIteration();
    long key = KeyedRandom.joined(draw.key(), draw.replica());
    key = KeyedRandom.joined(key, kind.ordinal());
    key = KeyedRandom.joined(key, schedule.stage(task));
    key = KeyedRandom.joined(key, schedule.microBatch(task) - origin);
    if (kind == Kind.TRANSFER && schedule.readCount(task) > 0) {
      key = KeyedRandom.joined(key, schedule.valueKind(schedule.read(task, 0)).ordinal());
    }
    return key;
  }

  private static Kind kind(Lane.Kind lane, Operation operation) {
    return switch (lane) {
      case LINK, HOST -> Kind.TRANSFER;
      case COLLECTIVE -> Kind.COLLECTIVE;
      case COMPUTE, HOLDING ->
          switch (operation) {
            case FORWARD, RECOMPUTE, TANGENT -> Kind.FORWARD;
            case BACKWARD, INPUT_GRADIENT, WEIGHT_GRADIENT -> Kind.BACKWARD;
            case AUXILIARY, AUXILIARY_FORWARD, AUXILIARY_BACKWARD -> Kind.AUXILIARY;
            default -> Kind.UPDATE;
          };
    };
  }
}
