package dev.lockstep.devices.layers.transformer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Well-known vision transformers by name (arXiv 2010.11929, table 1), for ImageNet. */
public final class VisionPresets {

  private static final int IMAGE = 224;
  private static final int CLASSES = 1000;

  private static final Map<String, VisionTransformer> ALL = all();

  private VisionPresets() {}

  /** Networks by name, in the order in which they are listed. */
  public static Map<String, VisionTransformer> byName() {
    return ALL;
  }

  private static Map<String, VisionTransformer> all() {
    Map<String, VisionTransformer> all = new LinkedHashMap<>();
    all.put("vit-b-16", VisionTransformer.of(12, 768, 12, IMAGE, 16, CLASSES));
    all.put("vit-l-16", VisionTransformer.of(24, 1024, 16, IMAGE, 16, CLASSES));
    all.put("vit-h-14", VisionTransformer.of(32, 1280, 16, IMAGE, 14, CLASSES));
    return Collections.unmodifiableMap(all);
  }
}
