package dev.lockstep.numerics.tensor.block;

import dev.lockstep.numerics.tensor.Pass;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What several passes hold together. */
public final class Kept {

  private Kept() {}

  /** Each tensor once. */
  public static List<INDArray> of(Pass... passes) {
    List<INDArray> all = new ArrayList<>();
    for (Pass pass : passes) {
      for (INDArray tensor : pass.kept()) {
        if (all.stream().noneMatch(other -> other == tensor)) {
          all.add(tensor);
        }
      }
    }
    return List.copyOf(all);
  }
}
