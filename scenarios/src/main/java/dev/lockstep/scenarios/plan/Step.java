package dev.lockstep.scenarios.plan;

import dev.lockstep.core.cluster.Device;
import dev.lockstep.core.metrics.MemoryProfile;
import dev.lockstep.core.metrics.MemoryUse;
import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.consumption.Consumption;
import dev.lockstep.scenarios.consumption.Rates;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.plan.Knowledge.OfCandidate;
import dev.lockstep.scenarios.plan.Knowledge.OfGroup;
import dev.lockstep.scenarios.plan.bound.Bound;
import dev.lockstep.scenarios.plan.bound.CandidateBound;
import dev.lockstep.scenarios.plan.bound.Cuts;
import dev.lockstep.scenarios.plan.bound.GroupBound;
import dev.lockstep.scenarios.plan.bound.Least;
import dev.lockstep.scenarios.plan.bound.SearchParts;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.Group;
import dev.lockstep.scenarios.plan.space.Problem;
import dev.lockstep.scenarios.prepare.Parts;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The steps by which a search comes to know a candidate, each dearer than the one before. */
final class Step {

  private static final double NANOS_PER_MS = 1e6;

  private final Problem problem;
  private final boolean prunes;
  private final Knowledge knowledge;
  private final SearchParts parts;
  private final Rates rates;

  /** Steps of a search that uses bounds, or does not. */
  Step(Problem problem, boolean prunes, Knowledge knowledge) {
    this.problem = problem;
    this.prunes = prunes;
    this.knowledge = knowledge;
    this.parts = knowledge.parts();
    this.rates = knowledge.rates();
  }

  /** What a step says of a candidate. */
  sealed interface Outcome {}

  /** Its parts do not fit together. */
  record Refused(Candidate candidate, String why) implements Outcome {}

  /** It takes at least that. */
  record Bounded(Candidate candidate, Bound bound) implements Outcome {}

  /** It cannot be of use, as a bound shows that was not worth keeping. */
  record Discarded(Candidate candidate, Bound bound) implements Outcome {}

  /** It, or its group, takes more memory than any device has. */
  record TooLarge(Candidate candidate) implements Outcome {}

  /** It was run. */
  record Tried(Trial trial, boolean fits) implements Outcome {}

  /** What all of a group take at least; one outcome for all, unless they are refused. */
  List<Outcome> bound(Group group) {
    Candidate first = group.first();
    if (!GroupBound.isKnown(group, problem.base())) {
      return List.of(new Bounded(first, Bound.NONE));
    }
    OfGroup known = knowledge.group(first.index(), () -> learn(group));
    if (known.refusal().isPresent()) {
      return refused(group, known.refusal().get());
    }
    Bound bound = known.bound();
    return List.of(
        cannotFit(bound.memoryBytes(), known.deviceBytes())
            ? new TooLarge(first)
            : new Bounded(first, bound));
  }

  private OfGroup learn(Group group) {
    Candidate first = group.first();
    try {
      NetworkStages network = parts.network(problem.of(first), FittedConstants.standard());
      return new OfGroup(
          Bound.of(GroupBound.of(group, network), first, first.devices(), rates),
          network.setup().device(0).memoryBytes(),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      return new OfGroup(Bound.NONE, OptionalLong.empty(), Optional.of(e.getMessage()));
    }
  }

  /** What each of a group takes at least. */
  List<Outcome> bounds(Group group) {
    Parts own = group.isUsual() ? parts.ofGroup() : parts;
    Cuts cuts = new Cuts(problem, own);
    return group.candidates().stream().map(one -> bound(one, cuts, own)).toList();
  }

  private Outcome bound(Candidate candidate, Cuts cuts, Parts own) {
    OfCandidate known =
        knowledge
            .candidate(candidate.index())
            .filter(one -> one.bound().isPresent() || isRuledOut(one))
            .orElseGet(() -> knowledge.keep(candidate.index(), learn(candidate, cuts, own)));
    if (known.refusal().isPresent()) {
      return new Refused(candidate, known.refusal().get());
    }
    return known.bound().isEmpty() || isTooLarge(known.deviceBytes(), known.memoryBytes())
        ? new TooLarge(candidate)
        : new Bounded(known.candidate(), known.bound().get());
  }

  private boolean isRuledOut(OfCandidate known) {
    return known.refusal().isPresent() || isTooLarge(known.deviceBytes(), known.memoryBytes());
  }

  /** The memory is known sooner than the time, which is left open if it is too much. */
  private OfCandidate learn(Candidate open, Cuts cuts, Parts own) {
    try {
      Candidate candidate = cuts.of(open);
      Preparation preparation = prepared(candidate, own);
      boolean synchronous = isSynchronous(preparation);
      List<OptionalLong> devices =
          preparation.cluster().devices().stream().map(Device::memoryBytes).distinct().toList();
      long bytes = CandidateBound.memoryBytes(preparation, synchronous, own);
      Optional<Bound> bound =
          isTooLarge(devices, bytes)
              ? Optional.empty()
              : Optional.of(
                  bound(candidate, CandidateBound.of(preparation, synchronous, own), preparation));
      return new OfCandidate(candidate, devices, bytes, bound, Optional.empty());
    } catch (RefusedException | IllegalArgumentException e) {
      return new OfCandidate(open, List.of(), 0, Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  private boolean isTooLarge(List<OptionalLong> devices, long bytes) {
    return !devices.isEmpty() && devices.stream().allMatch(device -> cannotFit(bytes, device));
  }

  private Bound bound(Candidate candidate, Least least, Preparation preparation) {
    long devices =
        preparation.network().isPresent()
            ? candidate.devices()
            : preparation.cluster().devices().size();
    return Bound.of(least, candidate, devices, rates);
  }

  private boolean cannotFit(long bytes, OptionalLong deviceBytes) {
    OptionalLong usable = problem.usableBytes(deviceBytes);
    return prunes && usable.isPresent() && bytes > usable.getAsLong();
  }

  /**
   * A run.
   *
   * @param worth whether a candidate of some bound may still be of use
   */
  Outcome run(Candidate candidate, Bound known, Worth worth) {
    try {
      Preparation preparation = prepared(candidate, parts);
      if (preparation.sharing() == Sharing.PRIVATE) {
        boolean synchronous = isSynchronous(preparation);
        Least least =
            CandidateBound.of(preparation, synchronous, parts)
                .withTimeMs(
                    Math.max(
                        known.timeMs(),
                        CandidateBound.withTransfersMs(preparation, synchronous, parts)));
        Bound bound = known.and(bound(candidate, least, preparation));
        if (!worth.stillOpen(bound, candidate.index())) {
          return new Discarded(candidate, bound);
        }
      }
      return tried(candidate, known, worth, Run.of(problem.of(candidate), parts));
    } catch (RefusedException | IllegalArgumentException e) {
      return new Refused(candidate, e.getMessage());
    }
  }

  /** Whether a candidate may still be of use. */
  interface Worth {
    /** With this bound and place in the space. */
    boolean stillOpen(Bound bound, int index);
  }

  private Outcome tried(Candidate candidate, Bound known, Worth worth, Run run) {
    double timeMs = timeMs(run);
    Consumption use = run.consumption();
    OptionalDouble joules = use.energyJoules();
    OptionalDouble usd = use.costUsd();
    Bound bound = new Bound(timeMs, known.memoryBytes(), joules.orElse(0), usd.orElse(0));
    if (!worth.stillOpen(bound, candidate.index())) {
      return new Discarded(candidate, bound);
    }
    if (!knowsMemory(run.preparation())) {
      return new Tried(new Trial(candidate, timeMs, OptionalLong.empty(), joules, usd), true);
    }
    List<MemoryUse> memory = MemoryProfile.of(run.steady(), run.preparation().costs());
    long most = memory.stream().mapToLong(MemoryUse::peakBytes).max().orElse(0);
    return new Tried(
        new Trial(candidate, timeMs, OptionalLong.of(most), joules, usd),
        fits(run.preparation(), memory));
  }

  private boolean fits(Preparation preparation, List<MemoryUse> memory) {
    for (int device = 0; device < memory.size(); device++) {
      OptionalLong usable =
          problem.usableBytes(preparation.cluster().devices().get(device).memoryBytes());
      if (usable.isPresent() && memory.get(device).peakBytes() > usable.getAsLong()) {
        return false;
      }
    }
    return true;
  }

  private static double timeMs(Run run) {
    int last = run.warmUpIterations() + run.measuredIterations() - 1;
    return new SteadyState(run.steady(), run.warmUpIterations(), last).iterationNanos()
        / NANOS_PER_MS;
  }

  /** A peak without activations would be no peak, and one without weights fits too easily. */
  private static boolean knowsMemory(Preparation preparation) {
    return preparation.stages().stream()
        .map(Stage::memory)
        .allMatch(
            memory -> memory.activationBytes().isPresent() && memory.parameterBytes().isPresent());
  }

  private boolean isSynchronous(Preparation preparation) {
    return parts.isSynchronous(preparation.strategy(), preparation.workload());
  }

  private Preparation prepared(Candidate candidate, Parts from) {
    return Preparation.of(problem.of(candidate), FittedConstants.standard(), from);
  }

  private static List<Outcome> refused(Group group, String why) {
    List<Outcome> all = new ArrayList<>();
    group.candidates().forEach(one -> all.add(new Refused(one, why)));
    return all;
  }
}
