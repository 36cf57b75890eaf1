package dev.lockstep.devices.calibration.backend;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/** Single-precision arrays with fixed random contents, whose memory goes back together. */
public final class Operands implements AutoCloseable {

  private static final long SEED = 12_345;

  private final List<INDArray> all = new ArrayList<>();
  private final Random random = Nd4j.getRandomFactory().getNewRandomInstance(SEED);

  /** Values from -1 to 1. */
  public INDArray of(long... shape) {
    INDArray array = Nd4j.rand(shape, -1, 1, random);
    all.add(array);
    return array;
  }

  /** Values from 0.5 to 1.5, as a variance or a gain has. */
  public INDArray positive(long... shape) {
    INDArray array = Nd4j.rand(shape, 0.5, 1.5, random);
    all.add(array);
    return array;
  }

  /** A shape as an array, which some operations want. */
  INDArray shape(int... sizes) {
    INDArray array = Nd4j.createFromArray(sizes).castTo(DataType.INT);
    all.add(array);
    return array;
  }

  @Override
  public void close() {
    all.forEach(INDArray::close);
    all.clear();
  }
}
