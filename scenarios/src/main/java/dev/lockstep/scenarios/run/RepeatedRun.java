package dev.lockstep.scenarios.run;

import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.prepare.KeptParts;
import dev.lockstep.scenarios.prepare.Parts;
import dev.lockstep.scenarios.scenario.Scenario;
import java.util.OptionalDouble;

/**
 * A scenario that is run again and again with other constants of devices, as a fit tries them. Its
 * schedules are planned once, and figures are computed when they are asked for.
 */
public final class RepeatedRun {

  private final Scenario scenario;
  private final Parts parts = new KeptParts();

  /** The runs of a scenario. */
  public RepeatedRun(Scenario scenario) {
    this.scenario = scenario;
  }

  /**
   * One run.
   *
   * @throws RefusedException if the parts of the scenario do not fit together
   */
  public Trial with(FittedConstants constants) {
    return new Trial(Run.of(scenario, constants, parts));
  }

  /** One run, whose figures are computed when they are asked for. */
  public static final class Trial {

    private static final double NANOS_PER_MS = 1e6;

    private final Run run;

    private Trial(Run run) {
      this.run = run;
    }

    /** All figures. */
    public RunResult result() {
      return run.result();
    }

    /** {@link RunResult#iterationTimeMs} alone. */
    public double iterationTimeMs() {
      int last = run.warmUpIterations() + run.measuredIterations() - 1;
      SteadyState steady = new SteadyState(run.steady(), run.warmUpIterations(), last);
      return steady.iterationNanos() / NANOS_PER_MS;
    }

    /** {@link RunResult#tokensPerSecondPerDevice} alone. */
    public OptionalDouble tokensPerSecondPerDevice() {
      return throughput().tokensPerSecondPerDevice(iterationTimeMs());
    }

    /** {@link RunResult#samplesPerSecond} alone. */
    public OptionalDouble samplesPerSecond() {
      return throughput().samplesPerSecond(iterationTimeMs());
    }

    /** {@link RunResult#mfu} alone. */
    public OptionalDouble mfu() {
      return throughput().mfu(iterationTimeMs());
    }

    private Throughput throughput() {
      return Throughput.of(run.scenario(), run.preparation());
    }
  }
}
