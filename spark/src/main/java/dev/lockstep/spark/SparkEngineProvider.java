package dev.lockstep.spark;

import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.run.Engine;
import dev.lockstep.scenarios.study.run.EngineProvider;
import java.lang.reflect.InvocationTargetException;

/** Studies on Spark: {@code --engine spark --master ...}. */
public final class SparkEngineProvider implements EngineProvider {

  private static final String ENGINE = "dev.lockstep.spark.driver.SparkEngine";

  /** For whoever looks for engines. */
  public SparkEngineProvider() {}

  @Override
  public String name() {
    return "spark";
  }

  /**
   * {@inheritDoc}
   *
   * @param master such as {@code local[*]} or {@code spark://HOST:7077}
   */
  @Override
  public Engine engine(Study study, String master) {
    if (!isMaster(master)) {
      throw new IllegalArgumentException(
          "there is no master %s; take local[N], local[*], spark://HOST:PORT, k8s://HOST:PORT or yarn"
              .formatted(master));
    }
    try {
      return (Engine)
          SparkLoader.ofThisProgram()
              .loadClass(ENGINE)
              .getConstructor(Study.class, String.class)
              .newInstance(study, master);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this module has no " + ENGINE, e);
    }
  }

  static boolean isMaster(String text) {
    return text.matches("local(\\[.+\\])?|yarn|(spark|k8s)://.+");
  }
}
