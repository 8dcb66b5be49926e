package org.tillmesh.tools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md: they point down only. */
class HouseTest {
    private static final JavaClasses HOUSE = House.CLASSES;

    /** Two windows that share a screen take the keys from each other: these tests run one by one. */
    @Test
    void tests_with_a_window_run_alone() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java/org/tillmesh/app"))) {
            assertThat(files.filter(file -> file.toString().endsWith("Test.java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().contains("@Tag(\"window\")"));
        }
    }

    @Test
    void arrows_between_rooms_point_down_only() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("crdt")
                .definedBy("org.tillmesh.crdt..")
                .layer("store")
                .definedBy("org.tillmesh.store..")
                .layer("retail")
                .definedBy("org.tillmesh.retail..")
                .layer("replication")
                .definedBy("org.tillmesh.replication..")
                .layer("zatca")
                .definedBy("org.tillmesh.zatca..")
                .layer("hardware")
                .definedBy("org.tillmesh.hardware..")
                .layer("reports")
                .definedBy("org.tillmesh.reports..")
                .layer("relay")
                .definedBy("org.tillmesh.relay..")
                .layer("till")
                .definedBy("org.tillmesh.till..")
                .layer("app")
                .definedBy("org.tillmesh.app..")
                .layer("tools")
                .definedBy("org.tillmesh.tools..")
                .whereLayer("tools")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("app")
                .mayOnlyBeAccessedByLayers("tools")
                .whereLayer("till")
                .mayOnlyBeAccessedByLayers("app", "tools")
                .whereLayer("relay")
                .mayOnlyBeAccessedByLayers("tools")
                .whereLayer("reports")
                .mayOnlyBeAccessedByLayers("relay", "till", "app", "tools")
                .whereLayer("hardware")
                .mayOnlyBeAccessedByLayers("till", "app", "tools")
                .whereLayer("zatca")
                .mayOnlyBeAccessedByLayers("reports", "relay", "till", "app", "tools")
                .whereLayer("replication")
                .mayOnlyBeAccessedByLayers("relay", "till", "app", "tools")
                .whereLayer("retail")
                .mayOnlyBeAccessedByLayers("reports", "relay", "till", "app", "tools")
                .check(HOUSE);
    }

    /** Figures are drawn on pages; of invoices, keys and networks they know nothing. */
    @Test
    void reports_know_of_zatca_its_pages_alone() {
        noClasses()
                .that()
                .resideInAPackage("org.tillmesh.reports..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "lie in zatca but not in its pages",
                        type -> type.getPackageName().startsWith("org.tillmesh.zatca")
                                && !type.getPackageName().equals("org.tillmesh.zatca.page")))
                .check(HOUSE);
    }

    @Test
    void the_pure_rooms_know_no_engine() {
        noClasses()
                .that()
                .resideInAnyPackage("org.tillmesh.crdt..", "org.tillmesh.retail..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mapdb..", "io.netty..", "javax.swing..", "java.awt..", "com.fasterxml..")
                .check(HOUSE);
    }

    @Test
    void the_till_without_a_face_knows_no_swing() {
        noClasses()
                .that()
                .resideInAnyPackage("org.tillmesh.till..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.swing..", "com.formdev..", "net.miginfocom..")
                .check(HOUSE);
    }

    /** Nor does any type of the window that they reach: what decides is tested without a display. */
    @Test
    void presenters_know_no_window() {
        var seen = new LinkedHashSet<JavaClass>();
        var next = new ArrayDeque<JavaClass>();
        HOUSE.stream()
                .filter(type -> type.getName().matches(".*Presenter([$].*)?"))
                .forEach(next::add);
        assertThat(next).isNotEmpty();
        while (!next.isEmpty()) {
            JavaClass type = next.remove();
            if (seen.add(type)) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(needed -> needed.getPackageName().startsWith("org.tillmesh.app"))
                        .forEach(next::add);
            }
        }
        classes()
                .that(DescribedPredicate.describe("presenters reach", seen::contains))
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("javax.swing..", "java.awt..")
                .check(HOUSE);
    }

    @Test
    void names_say_what_a_thing_is() {
        classes().should(haveARealName()).check(HOUSE);
    }

    private static ArchCondition<JavaClass> haveARealName() {
        return new ArchCondition<>("not end in Manager, Helper, Util, Impl, Base, Data or Info") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean hollow = item.getSimpleName().matches(".*(Manager|Helper|Utils?|Impl|Base|Data|Info)");
                events.add(new SimpleConditionEvent(item, !hollow, item.getFullName() + " has a hollow name"));
            }
        };
    }

    /** Nested types are named by the type that they stand in. */
    @Test
    void no_simple_name_stands_for_two_types() {
        var twice = new TreeMap<String, List<String>>();
        HOUSE.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .forEach(type -> twice.computeIfAbsent(type.getSimpleName(), name -> new ArrayList<>())
                        .add(type.getFullName()));
        assertThat(twice).hasSizeGreaterThan(100);
        twice.values().removeIf(types -> types.size() == 1);
        assertThat(twice).isEmpty();
    }

    /** On a machine of Saudi Arabia {@code %02d} writes Arabic digits, and T٠٣ is no till. The store writes hex only. */
    @Test
    void what_is_written_for_programs_has_plain_digits_in_every_country() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.tillmesh.store..")
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .check(HOUSE);
    }

    /** So do tables that people and scripts read, and words and dates do not change with the machine's country either. */
    @Test
    void what_is_printed_has_plain_digits_and_letters_in_every_country() {
        noClasses()
                .should()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "format", String.class, Object[].class)
                .orShould()
                .callConstructor(Formatter.class)
                .orShould()
                .callConstructor(Formatter.class, Appendable.class)
                .orShould()
                .callConstructor(MessageFormat.class, String.class)
                .orShould()
                .callMethod(MessageFormat.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(NumberFormat.class, "getInstance")
                .orShould()
                .callMethod(NumberFormat.class, "getNumberInstance")
                .orShould()
                .callMethod(NumberFormat.class, "getIntegerInstance")
                .orShould()
                .callConstructor(DecimalFormat.class)
                .orShould()
                .callConstructor(DecimalFormat.class, String.class)
                .orShould()
                .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .check(HOUSE);
    }

    /** Only the tour, which makes events as AWT dates them, reads the machine's clock past the one it was given. */
    @Test
    void time_comes_from_a_clock_that_was_handed_in() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.tillmesh.app.Tour")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(HOUSE);
    }
}
