package dev.lockstep.gui.model;

/** What is in a file that the viewer opens: a run, or results of training. */
public sealed interface FileContent permits Opened, Learned {}
