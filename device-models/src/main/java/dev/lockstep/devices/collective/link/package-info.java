/**
 * The protocols by which NCCL moves bytes over the links of a node, and how it chooses among them.
 *
 * <p>May use: nothing.
 */
package dev.lockstep.devices.collective.link;
