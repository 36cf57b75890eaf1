/**
 * What runs on the workers of a cluster, which know nothing of Lockstep but its jars.
 *
 * <p>May use: Spark.
 */
package dev.lockstep.spark.worker;
