import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.catalog.entry.StrategyProvider;
import java.util.Collections;
import java.util.List;

/** Micro-batches in groups: a group goes forward, then back, then the next one starts. */
public record PingPong(int group) implements Strategy {

  /** Offers the strategy to the catalogue. */
  public static final class Provider implements StrategyProvider {
    @Override
    public List<StrategyEntry> entries() {
      return List.of(
          StrategyEntry.of(
                  "ping-pong",
                  "groups of micro-batches, forward and back",
                  "-",
                  options -> new PingPong(options.integer("group")))
              .taking(
                  StrategyOption.integer("group", 1, 64, "micro-batches in a group").orElse(2)));
    }
  }

  @Override
  public String name() {
    return "ping-pong";
  }

  @Override
  public Schedule plan(Workload workload) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      for (int first = 0; first < workload.totalMicroBatches(); first += group) {
        int end = Math.min(first + group, workload.totalMicroBatches());
        for (int i = first; i < end; i++) {
          lane.forward(stage, i);
        }
        for (int i = first; i < end; i++) {
          lane.backward(stage, i);
        }
        lane.update(stage);
      }
    }
    return schedule.build();
  }

  @Override
  public Promises promises(Workload workload) {
    int held = Math.min(group, workload.totalMicroBatches());
    return Promises.synchronous(
        workload.devices(), Collections.nCopies(workload.devices(), held));
  }
}
