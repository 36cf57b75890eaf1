/**
 * The network to train: layers, their cut into stages, and what a stage costs and holds.
 *
 * <p>May use: the JDK.
 */
package dev.lockstep.core.model;
