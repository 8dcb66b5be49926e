package org.tillmesh.app.keys;

/** The words of a language by their keys. */
public interface Texts {
    /** @param values for the places {0}, {1} … of the words */
    String text(String key, Object... values);
}
