package org.tillmesh.retail.words;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A kind of sentence: an enum constant. Its texts stand in the bundle {@code words} of its package, under
 * {@code Enum.CONSTANT}, as {@link Template}s.
 */
public interface Wording {
    String name();

    /** What its sentences take, in this order. */
    List<Parameter> parameters();

    /** The sentence with these arguments, one a parameter. */
    default Sentence with(Object... arguments) {
        return new Sentence(this, List.of(arguments));
    }

    /** Its text in a language, unfilled. @throws MissingResourceException if the language has none */
    default String text(Locale language) {
        Class<?> type = ((Enum<?>) this).getDeclaringClass();
        return ResourceBundle.getBundle(
                        type.getPackageName() + ".words",
                        language,
                        type.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(type.getSimpleName() + "." + name());
    }
}
