package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Code that no program uses is none: from {@link Main} every type of the house is reached by what is mentioned in another. */
class ReachedTest {
    private static final SortedMap<String, SortedSet<String>> ARROWS = arrows();

    @Test
    void every_type_is_reached_from_the_program() {
        SortedSet<String> unreached = House.CLASSES.stream()
                .filter(type -> !isCopiedByTheCompiler(type))
                .map(ReachedTest::file)
                .collect(Collectors.toCollection(TreeSet::new));
        unreached.removeAll(reached(Set.of(Main.class.getName())));

        assertThat(unreached).isEmpty();
    }

    /** A holder of constants leaves no trace where they are used; a package's description is used by nobody. */
    private static boolean isCopiedByTheCompiler(JavaClass type) {
        return type.getSimpleName().equals("package-info")
                || type.getMethods().isEmpty()
                        && !type.getFields().isEmpty()
                        && type.getFields().stream()
                                .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL)
                                        && field.getModifiers().contains(JavaModifier.STATIC));
    }

    /** By files: whoever needs a nested type has its file. */
    private static SortedMap<String, SortedSet<String>> arrows() {
        var arrows = new TreeMap<String, SortedSet<String>>();
        for (JavaClass type : House.CLASSES) {
            SortedSet<String> needs = arrows.computeIfAbsent(file(type), f -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                needs.add(file(dependency.getTargetClass().getBaseComponentType()));
            }
        }
        return arrows;
    }

    private static SortedSet<String> reached(Set<String> roots) {
        var reached = new TreeSet<String>();
        Deque<String> next = new ArrayDeque<>(roots);
        while (!next.isEmpty()) {
            String file = next.remove();
            if (reached.add(file)) {
                next.addAll(ARROWS.getOrDefault(file, new TreeSet<>()));
            }
        }
        return reached;
    }

    /** The top-level type in whose file a type stands. */
    private static String file(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
