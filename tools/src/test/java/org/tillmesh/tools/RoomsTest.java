package org.tillmesh.tools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The walls between rooms. A room is a package, and every package of every module counts, roots too. Numbers that are
 * named here may only fall.
 */
class RoomsTest {
    private static final JavaClasses HOUSE = House.CLASSES;

    private static final int FOLDER = 30;

    private static final int CIRCLE = 4;

    /** The till without a face has no circle at all. */
    private static final String TILL = "org.tillmesh.till";

    @Test
    void no_two_rooms_need_each_other() {
        SortedMap<String, SortedSet<String>> arrows = arrows(JavaClass::getPackageName, c -> true);

        assertThat(Circles.of(arrows)).isEmpty();
    }

    @Test
    void no_room_holds_more_than_a_person_takes_in() {
        Map<String, Long> sizes = HOUSE.stream()
                .filter(RoomsTest::isAFile)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));

        assertThat(sizes).allSatisfy((room, files) -> assertThat(files).as(room).isLessThanOrEqualTo(FOLDER));
    }

    @Test
    void types_of_one_room_hang_together_in_small_circles_only() {
        Set<String> rooms =
                HOUSE.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(rooms).allSatisfy(room -> {
            SortedMap<String, SortedSet<String>> arrows =
                    arrows(RoomsTest::file, c -> c.getPackageName().equals(room));
            int most = room.startsWith(TILL) ? 0 : CIRCLE;
            assertThat(Circles.of(arrows)).as(room).allSatisfy(circle -> assertThat(circle)
                    .hasSizeLessThanOrEqualTo(most));
        });
    }

    /** What became public between the rooms of the store stays inside it. */
    @Test
    void the_store_is_entered_by_its_door() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tillmesh.store..")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("lie behind the door of the store", RoomsTest::isBehindTheDoor))
                .check(HOUSE);
    }

    private static boolean isBehindTheDoor(JavaClass type) {
        return type.getPackageName().startsWith("org.tillmesh.store.")
                && !Set.of(
                                "org.tillmesh.store.engine.Stores",
                                "org.tillmesh.store.bytes.Values",
                                "org.tillmesh.store.bytes.ChangeSets",
                                "org.tillmesh.store.disk.Disk")
                        .contains(file(type));
    }

    private static SortedMap<String, SortedSet<String>> arrows(
            Function<JavaClass, String> node, Predicate<JavaClass> counts) {
        var arrows = new TreeMap<String, SortedSet<String>>();
        for (JavaClass from : HOUSE) {
            if (!counts.test(from)) {
                continue;
            }
            SortedSet<String> needs = arrows.computeIfAbsent(node.apply(from), f -> new TreeSet<>());
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (to.getPackageName().startsWith("org.tillmesh")
                        && counts.test(to)
                        && !node.apply(to).equals(node.apply(from))) {
                    needs.add(node.apply(to));
                }
            }
        }
        return arrows;
    }

    /** The top-level type in whose file a type stands. */
    private static String file(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static boolean isAFile(JavaClass type) {
        return type.getName().indexOf('$') < 0;
    }
}
