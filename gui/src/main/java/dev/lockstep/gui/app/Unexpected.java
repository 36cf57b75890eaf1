package dev.lockstep.gui.app;

import dev.lockstep.gui.desk.Desk;
import dev.lockstep.scenarios.cli.console.Errors;

/** What nobody expected to go wrong: it is told, and the window goes on. */
final class Unexpected {

  private Unexpected() {}

  /** Tells of it in the line at the bottom; to be called on the JavaFX thread. */
  static void tellOn(Desk desk) {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, thrown) -> {
              desk.say(Errors.message(thrown));
              if (System.getenv("LOCKSTEP_DEBUG") != null) {
                thrown.printStackTrace();
              }
            });
  }
}
