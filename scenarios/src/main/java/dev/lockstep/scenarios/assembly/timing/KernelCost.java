package dev.lockstep.scenarios.assembly.timing;

/**
 * One kernel of a layer and its time.
 *
 * @param layer the first layer that has it
 * @param layers how many layers are like that
 * @param pass forward, recompute, input gradient or weight gradient
 * @param kernel what it is, with its sizes
 * @param seconds of it, for one micro-batch and layer
 * @param overlapped whether it goes on beside the others of its pass
 * @param collective whether it is work of several devices
 * @param inFittedRange whether constants were fitted on kernels like it
 */
public record KernelCost(
    String layer,
    int layers,
    String pass,
    String kernel,
    double seconds,
    boolean overlapped,
    boolean collective,
    boolean inFittedRange) {}
