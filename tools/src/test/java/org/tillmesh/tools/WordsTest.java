package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.retail.words.Wording;

/** Every kind of sentence that any room declares, in both languages. */
class WordsTest {
    private static final Locale ARABIC = Locale.forLanguageTag("ar");
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, ARABIC);

    /** Counts of every plural form of Arabic: zero, one, two, few, many, other. */
    private static final List<Integer> COUNTS = List.of(0, 1, 2, 3, 11, 100);

    private static final Pattern PLURAL = Pattern.compile("\\{(\\w+), plural, ");
    private static final Pattern ISOLATED = Pattern.compile("\u2068[^\u2068\u2069]*\u2069");

    /** Says no word by itself, so that it can be told from the words around it. */
    private enum Nothing implements Wording {
        SAID;

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public String text(Locale language) {
            return "\u2068said\u2069";
        }
    }

    static List<Class<?>> everyEnum() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.tillmesh").stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(Wording.class))
                        .map(JavaClass::reflect)
                        .filter(Class::isEnum)
                        .collect(Collectors.toList());
    }

    static Stream<Wording> everyKind() {
        return everyEnum().stream().flatMap(type -> Stream.of(type.getEnumConstants()).map(Wording.class::cast));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void every_kind_says_its_arguments_in_both_languages(Wording kind) {
        for (Locale language : LANGUAGES) {
            for (Sentence sentence : samples(kind)) {
                String said = sentence.in(language);
                assertThat(said).as("%s in %s", kind, language).isNotBlank().doesNotContain("{", "}", "null");
                for (int i = 0; i < kind.parameters().size(); i++) {
                    if (isShown(kind.parameters().get(i))) {
                        assertThat(said).as("%s in %s", kind, language).contains(text(sentence.arguments().get(i)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void arabic_holds_no_english_but_what_is_filled_in(Wording kind) {
        for (Sentence sentence : samples(kind)) {
            String said = sentence.in(ARABIC);
            String own = said;
            for (String before = ""; !before.equals(own); ) {
                before = own;
                own = ISOLATED.matcher(own).replaceAll("");
            }
            assertThat(own).as("%s: %s", kind, said).doesNotContainPattern("[A-Za-z]").doesNotContain("\u2068", "\u2069");
            assertThat(said).as("%s", kind).containsPattern("\\p{InArabic}");
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void a_count_that_chooses_a_form_has_all_six_in_arabic(Wording kind) {
        String text = kind.text(ARABIC);
        Matcher plural = PLURAL.matcher(text);
        while (plural.find()) {
            assertThat(cases(text, plural.end()))
                    .as("%s: %s", kind, plural.group(1))
                    .containsExactlyInAnyOrder("zero", "one", "two", "few", "many", "other");
        }
    }

    @ParameterizedTest
    @MethodSource("everyEnum")
    void no_text_is_left_over(Class<?> type) {
        var wanted = new TreeSet<String>();
        everyEnum().stream().filter(other -> other.getPackage().equals(type.getPackage())).forEach(other -> Stream.of(
                        other.getEnumConstants())
                .forEach(constant -> wanted.add(other.getSimpleName() + "." + ((Enum<?>) constant).name())));

        for (Locale language : LANGUAGES) {
            ResourceBundle bundle = ResourceBundle.getBundle(type.getPackageName() + ".words", language);
            assertThat(bundle.keySet()).as("%s", language).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    /** One sentence a count and a choice, whatever its other arguments are. */
    private static List<Sentence> samples(Wording kind) {
        int most = kind.parameters().stream()
                .mapToInt(parameter -> values(parameter, 0).size())
                .max()
                .orElse(1);
        var samples = new ArrayList<Sentence>();
        for (int i = 0; i < most; i++) {
            var arguments = new ArrayList<Object>();
            for (int p = 0; p < kind.parameters().size(); p++) {
                List<?> values = values(kind.parameters().get(p), p);
                arguments.add(values.get(i % values.size()));
            }
            samples.add(kind.with(arguments.toArray()));
        }
        return samples;
    }

    private static List<?> values(Parameter parameter, int place) {
        return switch (parameter.type()) {
            case COUNT -> COUNTS;
            case CHOICE -> parameter.choices();
            case SENTENCE, WORDS -> List.of(Nothing.SAID.with());
            case MONEY, QUANTITY, PERCENT -> List.of("-71" + place + ".50");
            case DATE -> List.of("2027-01-1" + place);
            case CODE, NAME, FOREIGN -> List.of("Sample " + place);
        };
    }

    /** A count may be spelled out, a choice always is; other programs' words may be left out. */
    private static boolean isShown(Parameter parameter) {
        return switch (parameter.type()) {
            case COUNT, CHOICE, FOREIGN -> false;
            case MONEY, QUANTITY, PERCENT, DATE, CODE, NAME, SENTENCE, WORDS -> true;
        };
    }

    private static String text(Object argument) {
        return argument instanceof Sentence ? "said" : String.valueOf(argument);
    }

    private static List<String> cases(String text, int from) {
        var cases = new ArrayList<String>();
        int depth = 0;
        var name = new StringBuilder();
        for (int at = from; depth >= 0; at++) {
            char c = text.charAt(at);
            if (c == '{' && depth++ == 0) {
                cases.add(name.toString().strip());
                name.setLength(0);
            } else if (c == '}') {
                depth--;
            } else if (depth == 0) {
                name.append(c);
            }
        }
        return cases;
    }
}
