package org.tillmesh.tools.zatca;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tillmesh.tools.option.AnswerStream;
import org.tillmesh.zatca.verify.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tillmesh zatca validate}: anyone's documents against everything that can be checked without the authority. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Checks anyone's invoice: UBL 2.1 schema, EN 16931, ZATCA's own rules, hash, signature, certificate, QR.",
            "Several files are also checked as the chain of one till, in the order of their counters.",
            "Ends with 0 if every file passes (warnings pass, as at the authority), with 1 if one fails."
        })
final class ValidateCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "XML documents.")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificate (PEM or DER) of the authority that must have issued the signers' certificates.")
    @Nullable Path authority;

    @Option(names = "--no-chain", description = "Several files that are no chain: each for itself.")
    boolean noChain;

    @Option(names = "--strict", description = "A warning fails too.")
    boolean strict;

    @Option(names = "--json", description = "One JSON array instead of text.")
    boolean json;

    @Override
    public Integer call() {
        var verifier = authority == null ? Verifier.ofAnySigner() : trusting(authority);
        List<CheckedFile> checked = check(verifier);
        var out = AnswerStream.open();
        if (json) {
            ArrayNode all = JSON.createArrayNode();
            checked.forEach(one -> all.add(asJson(one)));
            out.println(all.toPrettyString());
        } else {
            checked.forEach(one -> print(one, out));
            if (checked.size() > 1) {
                out.printf(
                        Locale.ROOT,
                        "%d of %d files pass%n",
                        checked.stream().filter(this::passes).count(),
                        checked.size());
            }
        }
        return checked.stream().allMatch(this::passes) ? 0 : 1;
    }

    private boolean passes(CheckedFile one) {
        return strict ? one.clean() : one.passed();
    }

    private List<CheckedFile> check(Verifier verifier) {
        var read = new ArrayList<CheckedFile.Read>();
        for (Path file : files) {
            read.add(CheckedFile.read(file, verifier));
        }
        boolean chained = !noChain && read.stream().filter(r -> r.xml() != null).count() > 1;
        if (chained) {
            read.sort(Comparator.comparingLong(CheckedFile.Read::icv)); // What has no counter comes first.
        }
        var checked = new ArrayList<CheckedFile>();
        CheckedFile.Read previous = null;
        for (CheckedFile.Read one : read) {
            checked.add(CheckedFile.check(one, previous, chained, verifier));
            previous = one.icv() > 0 ? one : previous;
        }
        return checked;
    }

    private Verifier trusting(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
            if (begin >= 0) {
                int end = text.indexOf("-----END CERTIFICATE-----", begin);
                String body = end < 0 ? "" : text.substring(begin + "-----BEGIN CERTIFICATE-----".length(), end);
                bytes = Base64.getMimeDecoder().decode(body);
            }
            return Verifier.trusting(bytes);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The authority's certificate " + file + " cannot be read: " + e.getMessage(),
                    e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), file + " holds no certificate (PEM or DER): " + e.getMessage(), e);
        }
    }

    private void print(CheckedFile one, PrintStream out) {
        out.println(one.file()
                + (one.number().isEmpty() ? "" : "  " + one.number())
                + (one.icv() == 0 ? "" : "  counter " + one.icv()));
        if (!one.unreadable().isEmpty()) {
            out.println("  FAIL  " + one.unreadable());
        }
        for (CheckedFile.Group group : one.groups()) {
            long warnings = group.warnings();
            out.println((group.passed() ? "  PASS  " : "  FAIL  ")
                    + group.title()
                    + (warnings == 0 ? "" : " (" + warnings + (warnings == 1 ? " warning)" : " warnings)")));
            for (CheckedFile.Problem problem : group.problems()) {
                out.println("          "
                        + (problem.error() ? "" : "warning ")
                        + (problem.rule().isEmpty() ? "" : problem.rule() + ": ")
                        + problem.text()
                        + (problem.place().isEmpty() ? "" : " [" + problem.place() + "]"));
            }
        }
        out.println(passes(one) ? "PASS" : "FAIL");
        out.println();
    }

    private ObjectNode asJson(CheckedFile one) {
        ObjectNode node = JSON.createObjectNode()
                .put("file", one.file().toString())
                .put("pass", passes(one))
                .put("number", one.number())
                .put("icv", one.icv());
        if (!one.unreadable().isEmpty()) {
            node.put("unreadable", one.unreadable());
        }
        ArrayNode groups = node.putArray("groups");
        for (CheckedFile.Group group : one.groups()) {
            ArrayNode problems = groups.addObject()
                    .put("group", group.title())
                    .put("pass", group.passed())
                    .putArray("problems");
            for (CheckedFile.Problem problem : group.problems()) {
                problems.addObject()
                        .put("level", problem.error() ? "error" : "warning")
                        .put("rule", problem.rule())
                        .put("text", problem.text())
                        .put("place", problem.place());
            }
        }
        return node;
    }
}
