package dev.lockstep.gui.model;

/** What is in a file that the viewer opens: a run, results of training, or those of a study. */
public sealed interface FileContent permits Opened, Learned, StudyResults {}
