/**
 * What runs where the study was started: hands numbers of rows to the cluster, and takes the rows.
 *
 * <p>May use: {@code spark.worker}, {@code scenarios.study}, {@code scenarios.study.run}, Spark.
 */
package dev.lockstep.spark.driver;
