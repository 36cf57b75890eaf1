package dev.lockstep.scenarios.plan;

import dev.lockstep.scenarios.plan.Found.Counts;
import dev.lockstep.scenarios.plan.Step.Bounded;
import dev.lockstep.scenarios.plan.Step.Discarded;
import dev.lockstep.scenarios.plan.Step.Outcome;
import dev.lockstep.scenarios.plan.Step.Refused;
import dev.lockstep.scenarios.plan.Step.TooLarge;
import dev.lockstep.scenarios.plan.Step.Tried;
import dev.lockstep.scenarios.plan.bound.Bound;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.Group;
import dev.lockstep.scenarios.plan.space.Problem;
import dev.lockstep.scenarios.plan.space.Space;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Best-first search. What is open lies in a queue by its bound of what decides, time as a rule:
 * groups, which are opened into candidates with bounds of their own, and candidates, which are run.
 * It is over when nothing in the queue may still be of use; by then everything that was discarded
 * is known to come behind the plans that were asked for, and, as far as the front goes, to be no
 * better in any respect than one that was found.
 *
 * <p>The queue is taken from in batches of a fixed size whose outcomes are folded in order, so that
 * the answer, and what was run for it, is the same on any number of threads.
 */
public final class Search {

  private static final int BATCH = 16;

  private final Problem problem;
  private final Effort effort;
  private final Step step;
  private final PriorityQueue<Open> queue;
  private final List<Trial> found = new ArrayList<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private int candidates;
  private int refused;
  private int memory;
  private int discarded;
  private int run;

  /**
   * How much is asked for.
   *
   * @param fastest plans to find, the best included
   * @param slower of the plans on the front, times the best one's time at most, or what else
   *     decides
   * @param prunes whether bounds are used; if not, everything is run, which tests compare with
   * @param preference what is compared
   */
  public record Effort(int fastest, double slower, boolean prunes, Preference preference) {

    /** To find the fastest and, of those, the smallest. */
    public Effort(int fastest, double slower, boolean prunes) {
      this(fastest, slower, prunes, Preference.FASTEST);
    }

    /** The best alone. */
    public Effort best() {
      return new Effort(1, 1, prunes, preference);
    }
  }

  private record Open(Group group, boolean isOpened, Bound bound) {
    int index() {
      return group.first().index();
    }
  }

  private Search(Problem problem, Effort effort, Knowledge knowledge) {
    this.problem = problem;
    this.effort = effort;
    this.step = new Step(problem, effort.prunes(), knowledge);
    this.queue =
        new PriorityQueue<>(
            Comparator.comparingDouble((Open open) -> first(open.bound()))
                .thenComparingInt(Open::index));
  }

  /**
   * Searches the space of a problem.
   *
   * @param threads that do the work
   * @throws IllegalArgumentException in one line, if the space cannot be laid out
   */
  public static Found of(Problem problem, Effort effort, ExecutorService threads) {
    return of(problem, effort, Knowledge.of(problem), threads);
  }

  /**
   * The same with what is known from a search of a problem that differs in memory and limits alone.
   */
  public static Found of(
      Problem problem, Effort effort, Knowledge knowledge, ExecutorService threads) {
    Search search = new Search(problem, effort, knowledge);
    search.open(Space.of(problem), threads);
    search.run(threads);
    return search.result();
  }

  /** A single plan, run; empty if it is refused or does not keep to the limits. */
  public static Optional<Trial> one(Problem problem, Candidate candidate) {
    Outcome outcome =
        new Step(problem, false, Knowledge.of(problem))
            .run(candidate, Bound.NONE, (bound, index) -> true);
    return outcome instanceof Tried tried
            && tried.fits()
            && isWithinLimits(problem, tried.trial().figures())
        ? Optional.of(tried.trial())
        : Optional.empty();
  }

  private void open(List<Group> groups, ExecutorService threads) {
    candidates = groups.stream().mapToInt(group -> group.candidates().size()).sum();
    List<Callable<List<Outcome>>> bounds = new ArrayList<>();
    for (Group group : groups) {
      bounds.add(() -> step.bound(group));
    }
    List<List<Outcome>> outcomes = all(bounds, threads);
    for (int i = 0; i < groups.size(); i++) {
      for (Outcome outcome : outcomes.get(i)) {
        if (outcome instanceof Bounded bounded) {
          queue.add(new Open(groups.get(i), false, bounded.bound()));
        } else if (outcome instanceof TooLarge) {
          memory += groups.get(i).candidates().size();
        } else {
          fold(outcome);
        }
      }
    }
  }

  private void run(ExecutorService threads) {
    while (!queue.isEmpty()) {
      List<Callable<List<Outcome>>> batch = new ArrayList<>();
      while (batch.size() < BATCH && !queue.isEmpty()) {
        Open next = queue.poll();
        if (isWorthwhile(next)) {
          batch.add(work(next));
        }
      }
      all(batch, threads).forEach(outcomes -> outcomes.forEach(this::fold));
    }
  }

  private boolean isWorthwhile(Open next) {
    int size = next.group().candidates().size();
    if (!stillOpen(next.bound(), next.index())) {
      discarded += size;
      return false;
    }
    return true;
  }

  private Callable<List<Outcome>> work(Open next) {
    List<Trial> soFar = List.copyOf(found);
    return next.isOpened()
        ? () ->
            List.of(
                step.run(
                    next.group().first(),
                    next.bound(),
                    (bound, index) -> stillOpen(bound, index, soFar)))
        : () -> step.bounds(next.group());
  }

  private void fold(Outcome outcome) {
    if (outcome instanceof Refused no) {
      refused++;
      refusals.merge(no.why(), 1, Integer::sum);
    } else if (outcome instanceof Bounded bounded) {
      queue.add(new Open(new Group(List.of(bounded.candidate())), true, bounded.bound()));
    } else if (outcome instanceof TooLarge) {
      memory++;
    } else if (outcome instanceof Discarded) {
      discarded++;
    } else if (outcome instanceof Tried tried) {
      run++;
      if (tried.fits() && isWithinLimits(problem, tried.trial().figures())) {
        add(tried.trial());
      }
    }
  }

  private static boolean isWithinLimits(Problem problem, Bound figures) {
    return problem.limits().admits(figures.timeMs(), figures.energyJoules(), figures.costUsd());
  }

  private double first(Bound bound) {
    return bound.of(effort.preference().first());
  }

  /** Keeps the best, and of the others those that nothing found dominates. */
  private void add(Trial trial) {
    found.add(trial);
    found.sort(
        (one, other) ->
            effort
                .preference()
                .compare(one.figures(), one.index(), other.figures(), other.index()));
    for (int i = found.size() - 1; i >= effort.fastest(); i--) {
      Trial one = found.get(i);
      if (!isNearTheBest(one.figures(), found) || isDominated(one.figures(), one.index(), found)) {
        found.remove(i);
      }
    }
  }

  private boolean isNearTheBest(Bound bound, List<Trial> soFar) {
    return first(bound) <= effort.slower() * first(soFar.get(0).figures());
  }

  private boolean isDominated(Bound bound, int index, List<Trial> soFar) {
    return soFar.stream()
        .anyMatch(
            trial -> effort.preference().dominates(trial.figures(), trial.index(), bound, index));
  }

  private boolean stillOpen(Bound bound, int index) {
    return stillOpen(bound, index, found);
  }

  private boolean stillOpen(Bound bound, int index, List<Trial> soFar) {
    if (!effort.prunes()) {
      return true;
    }
    if (!isWithinLimits(problem, bound)) {
      return false;
    }
    if (soFar.size() < effort.fastest()) {
      return true;
    }
    Trial last = soFar.get(effort.fastest() - 1);
    return effort.preference().compare(bound, index, last.figures(), last.index()) < 0
        || (isNearTheBest(bound, soFar) && !isDominated(bound, index, soFar));
  }

  private static <T> List<T> all(List<Callable<T>> work, ExecutorService threads) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(work)) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the search was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Found result() {
    List<Trial> fastest = found.subList(0, Math.min(effort.fastest(), found.size()));
    List<Trial> front =
        found.stream()
            .filter(one -> isNearTheBest(one.figures(), found))
            .filter(one -> !isDominated(one.figures(), one.index(), found))
            .toList();
    return new Found(
        problem,
        fastest,
        front,
        new Counts(candidates, refused, memory, discarded, run),
        mostFrequent());
  }

  private Map<String, Integer> mostFrequent() {
    Map<String, Integer> ordered = new LinkedHashMap<>();
    refusals.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return ordered;
  }
}
