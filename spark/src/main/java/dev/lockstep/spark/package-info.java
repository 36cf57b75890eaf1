/**
 * Studies on a Spark cluster. Here is what the command line finds; it knows nothing of Spark but
 * where its jars lie.
 *
 * <p>May use: {@code scenarios.study}, {@code scenarios.study.run}.
 */
package dev.lockstep.spark;
