package dev.lockstep.numerics.run;

import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.strategies.local.ForwardGradient;
import dev.lockstep.strategies.local.ForwardGradient.Perturbation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Forward gradients: a stage learns only {@code n = g . v}, how the loss changes along a random
 * direction {@code v} of its weights (or of all stages' together), and takes {@code n v} for its
 * gradient {@code g}. The plain loop works {@code g} out backward. The last stage has {@code g}.
 */
class T08_ForwardGradientTest {

  private static final int P = 4;
  private static final int COUNT = 50;
  private static final double RATE = 0.1;
  private static final Sgd PLAIN = Sgd.plain();

  @ParameterizedTest
  @EnumSource(Perturbation.class)
  void a_direction_and_a_number_stand_for_a_gradient(Perturbation perturbation) {
    PlainNetwork network = new SmallTask(P, PLAIN).network();
    History history = new History(network, RATE, 0);
    PlainNetwork heads =
        new PlainNetwork(
            IntStream.range(0, P - 1).mapToObj(s -> (Layer) new Dense(5, 3)).toList(),
            network.loss());
    History ofHeads = new History(heads, 8, RATE, 0);
    for (int micro = 0; micro < COUNT; micro++) {
      int b = micro;
      MicroBatch samples = SmallTask.samples(b);
      List<List<INDArray>> weights = history.newest();
      List<List<INDArray>> gradients = new ArrayList<>(network.gradients(weights, samples));
      if (perturbation == Perturbation.LOCAL) {
        List<Pass> passes = network.forward(weights, samples.inputs());
        List<List<INDArray>> learnt = new ArrayList<>();
        for (int s = 0; s < P - 1; s++) {
          List<INDArray> head = ofHeads.newest().get(s);
          Pass pass = heads.stages().get(s).forward(head, passes.get(s).output(), Phase.TRAINING);
          Backward down =
              pass.backward(head, network.loss().of(pass.output(), samples.labels()).gradient());
          learnt.add(down.weightGradients().get());
          Backward own = passes.get(s).backward(weights.get(s), down.inputGradient());
          gradients.set(s, own.weightGradients().get());
        }
        ofHeads.step(learnt);
      }
      List<List<INDArray>> directions =
          IntStream.range(0, P - 1)
              .mapToObj(s -> Tangents.perturbation(7, s, b, weights.get(s)))
              .toList();
      double[] numbers =
          IntStream.range(0, P - 1)
              .mapToDouble(s -> inner(gradients.get(s), directions.get(s)))
              .toArray();
      double joint = IntStream.range(0, P - 1).mapToDouble(s -> numbers[s]).sum();
      for (int stage = 0; stage < P - 1; stage++) {
        double number = perturbation == Perturbation.JOINT ? joint : numbers[stage];
        gradients.set(stage, directions.get(stage).stream().map(v -> v.mul(number)).toList());
      }
      history.step(gradients);
    }
    ForwardGradient strategy = new ForwardGradient(perturbation);
    NumericRun run = SmallTask.train(strategy, new Workload(P, 1, COUNT), PLAIN);
    SmallTask.assertClose(run.weights(), history.newest(), 1e-6);
    T03_DelayedGradientsTest.assertPromised(run, strategy, new Workload(P, 1, COUNT));
  }

  private static double inner(List<INDArray> gradient, List<INDArray> direction) {
    return History.map(gradient, direction, INDArray::mul).stream()
        .mapToDouble(product -> product.sumNumber().doubleValue())
        .sum();
  }
}
