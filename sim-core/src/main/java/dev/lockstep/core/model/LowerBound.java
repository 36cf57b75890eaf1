package dev.lockstep.core.model;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The times of stages that share the forwards and backwards of all of them evenly, so that whoever
 * does the same work on as many devices needs no less: with {@code F}, {@code B} and {@code C} the
 * means over the devices of a forward, a backward and the communication inside both, a micro-batch
 * takes {@code max(F, B, F + B - C, C)}, what a forward and a backward carried out together take.
 *
 * <p>Passes that are carried out apart take {@code F + B} on a device, pairs {@code max(F, B, F + B
 * - C, C)} of theirs; the mean of the maxima is no less than the maximum of the means. Updates and
 * collectives over replicas are left out: a strategy updates as often as it likes, once in several
 * mini-batches or several times in one.
 */
public final class LowerBound {

  private LowerBound() {}

  /**
   * The stage of each device.
   *
   * @param stages all stages of the model, by global index
   * @param devices that share them; memory is that of the stage with the device's index, or of the
   *     last one
   */
  public static List<Stage> shared(List<Stage> stages, int devices) {
    long forward = share(stages, devices, Stage::forwardNanos);
    long inputGradient = share(stages, devices, Stage::inputGradientNanos);
    long weightGradient = share(stages, devices, Stage::weightGradientNanos);
    long communication = share(stages, devices, LowerBound::communicationNanos);
    long apart = forward + inputGradient + weightGradient;
    long hidden = apart - communication;
    long longest = Math.max(forward, inputGradient + weightGradient);
    long together = Math.max(longest, Math.max(hidden, communication));
    double part = apart == 0 ? 1 : (double) together / apart;
    return IntStream.range(0, devices)
        .mapToObj(device -> stages.get(Math.min(device, stages.size() - 1)))
        .map(
            stage ->
                new Stage(
                    (long) (forward * part),
                    (long) (inputGradient * part),
                    (long) (weightGradient * part),
                    0,
                    0,
                    stage.memory()))
        .toList();
  }

  private static long communicationNanos(Stage stage) {
    Stage.Communication part = stage.communication();
    return part.forwardNanos() + part.inputGradientNanos() + part.weightGradientNanos();
  }

  /** Rounded down. */
  private static long share(List<Stage> stages, int devices, ToLongFunction<Stage> nanos) {
    return stages.stream().mapToLong(nanos).sum() / devices;
  }
}
