package dev.lockstep.devices.layers.convolutional.graph;

import dev.lockstep.devices.layers.LayerWork;
import java.util.List;

/** A layer before anyone has asked what it costs. */
record Section(String name, LayerWork.Kind kind, List<Operation> operations) {}
