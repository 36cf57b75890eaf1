package dev.lockstep.numerics.tensor.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map by its entries, whose values are tensors again when they have been read. */
record StoredMap(Object[] keys, Object[] values) implements Replacement {

  private Object readResolve() {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.length; i++) {
      map.put(keys[i], values[i]);
    }
    return map;
  }
}
