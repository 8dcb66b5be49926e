package org.tillmesh.retail.words;

/** An exception that can be said in every language. Its message is {@link Sentence#message}. */
public interface Worded {
    Sentence sentence();
}
