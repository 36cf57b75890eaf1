package dev.lockstep.numerics.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.curve.LearningCurve.Looks;
import dev.lockstep.numerics.data.Batches;
import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.generated.Spirals;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.numerics.tensor.store.TensorInput;
import dev.lockstep.numerics.tensor.store.TensorOutput;
import dev.lockstep.strategies.asynchronous.PipeDream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A curve that is drawn in several goes. */
class T02_CheckpointsTest {

  private static final int ITERATIONS = 9;
  private static final DataSet DATA = new Spirals(3, 1.5, 0.1, 60, 30).generate(1);
  private static final Timeline TIMELINE = timeline(new PipeDream());
  private static final Looks LOOKS = new Looks(DATA.test(), 2, true);

  private static Timeline timeline(Strategy strategy) {
    return Simulation.run(strategy.plan(new Workload(2, 1, ITERATIONS)), new UnitCosts(1_000, 0));
  }

  /** All that was kept, by iterations, as bytes. */
  private static final class Memory implements Checkpoints {

    private final Optional<byte[]> last;
    private final int every;
    private final Map<Integer, byte[]> kept = new LinkedHashMap<>();

    Memory(Optional<byte[]> last, int every) {
      this.last = last;
      this.every = every;
    }

    @Override
    public Optional<Kept> last() {
      return last.map(Memory::read);
    }

    private static Kept read(byte[] bytes) {
      try (TensorInput in = new TensorInput(new ByteArrayInputStream(bytes))) {
        return (Kept) in.readObject();
      } catch (IOException | ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public boolean isDue(int iterations) {
      return iterations % every == 0;
    }

    @Override
    public void keep(int iterations, Kept now) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (TensorOutput out = new TensorOutput(bytes)) {
        out.writeObject(now);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      kept.put(iterations, bytes.toByteArray());
    }
  }

  @Test
  void a_run_is_kept_every_so_many_iterations_and_at_its_end() {
    Memory memory = new Memory(Optional.empty(), 4);
    curve(memory, new ArrayList<>());
    assertThat(memory.kept.keySet()).containsExactly(4, 8, 9);
  }

  @Test
  void wherever_it_goes_on_it_draws_the_same_curve() {
    Memory memory = new Memory(Optional.empty(), 1);
    LearningCurve whole = curve(memory, new ArrayList<>());
    assertThat(whole.points()).hasSize(5);
    assertThat(whole.points().get(0).cosines()).hasSize(2);
    memory.kept.forEach(
        (iterations, bytes) -> {
          List<Integer> told = new ArrayList<>();
          assertThat(curve(new Memory(Optional.of(bytes), ITERATIONS), told)).isEqualTo(whole);
          assertThat(told).hasSize(ITERATIONS - iterations);
        });
  }

  @Test
  void it_does_so_without_checkpoints() {
    LearningCurve whole = curve(new Memory(Optional.empty(), 1), new ArrayList<>());
    assertThat(LearningCurve.of(TIMELINE, training(), LOOKS, any -> {}, any -> {}))
        .isEqualTo(whole);
  }

  private static LearningCurve curve(Checkpoints checkpoints, List<Integer> told) {
    List<LearningCurve.Point> looked = new ArrayList<>();
    LearningCurve curve =
        LearningCurve.of(TIMELINE, training(), LOOKS, told::add, looked::add, checkpoints);
    assertThat(looked).isEqualTo(curve.points());
    return curve;
  }

  private static Training training() {
    Batches batches = new Batches(DATA.training().count(), 8, 1, 3);
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    return new Training(
        List.of(
            StageNetwork.of(Sequence.of(new Dense(2, 6), new Relu())),
            StageNetwork.of(new Dense(6, 3))),
        m -> DATA.training().microBatch(batches.numbers(m), batches.augmentation(m)),
        loss,
        loss,
        new Sgd(0.9, false, 0.01),
        RateSchedule.constant(0.1),
        LearningRule.PLAIN,
        3);
  }
}
