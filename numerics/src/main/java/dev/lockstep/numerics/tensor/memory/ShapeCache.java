package dev.lockstep.numerics.tensor.memory;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.BaseShapeInfoProvider;
import org.nd4j.linalg.api.ndarray.ShapeInfoProvider;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Remembers the descriptions of shapes that tensors share. ND4J 1.0.0-M2.1 means to, but its cache
 * is passed over by the constructors of tensors, so that each tensor and each view gets native
 * memory of its own for its shape, which only the garbage collector gives back.
 */
final class ShapeCache extends BaseShapeInfoProvider {

  /** Shapes of a program are few; one that makes ever new ones is not to fill the memory. */
  private static final int MOST = 20_000;

  private static final String OF_PROCESSORS = "DirectShapeInfoProvider";

  private final ShapeInfoProvider provider;
  private final Map<Key, Pair<DataBuffer, long[]>> known = new ConcurrentHashMap<>();

  private ShapeCache(ShapeInfoProvider provider) {
    this.provider = provider;
  }

  /** Puts itself before ND4J's own provider, once. Devices other than processors keep theirs. */
  static synchronized void install() {
    ShapeInfoProvider provider = Nd4j.getShapeInfoProvider();
    if (provider.getClass().getSimpleName().equals(OF_PROCESSORS)) {
      NativeInsides.replace("shapeInfoProvider", new ShapeCache(provider));
    }
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(
      long[] shape,
      long[] stride,
      long elementWiseStride,
      char order,
      DataType type,
      boolean empty) {
    Key key = new Key(shape, stride, elementWiseStride, order, type, empty);
    Pair<DataBuffer, long[]> found = known.get(key);
    if (found == null) {
      found = provider.createShapeInformation(shape, stride, elementWiseStride, order, type, empty);
      if (known.size() < MOST) {
        known.putIfAbsent(key.copied(), found);
      }
    }
    return found;
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(
      long[] shape, long[] stride, long elementWiseStride, char order, long extras) {
    return provider.createShapeInformation(shape, stride, elementWiseStride, order, extras);
  }

  @Override
  public void purgeCache() {
    known.clear();
    provider.purgeCache();
  }

  private record Key(
      long[] shape,
      long[] stride,
      long elementWiseStride,
      char order,
      DataType type,
      boolean empty) {

    Key copied() {
      return new Key(shape.clone(), stride.clone(), elementWiseStride, order, type, empty);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && elementWiseStride == key.elementWiseStride
          && order == key.order
          && type == key.type
          && empty == key.empty
          && Arrays.equals(shape, key.shape)
          && Arrays.equals(stride, key.stride);
    }

    @Override
    public int hashCode() {
      int hash = 31 * Arrays.hashCode(shape) + Arrays.hashCode(stride);
      return 31 * (31 * hash + Long.hashCode(elementWiseStride)) + 31 * order + type.ordinal();
    }
  }
}
