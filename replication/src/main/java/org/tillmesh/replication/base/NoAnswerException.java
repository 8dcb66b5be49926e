package org.tillmesh.replication.base;

/** Whoever was asked is on the line and gave no answer in time; whether it did what was asked is not known. */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoAnswerException(String message) {
        super(message);
    }
}
