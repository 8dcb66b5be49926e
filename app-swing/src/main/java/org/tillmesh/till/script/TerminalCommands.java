package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.choice;
import static org.tillmesh.till.script.Field.must;

import java.util.List;
import java.util.Locale;
import org.tillmesh.till.terminal.Terminals;

/** What became of card payments. */
final class TerminalCommands {
    private TerminalCommands() {}

    static List<Command> all() {
        return List.of(
                Command.of(
                        "intents",
                        "what the payment terminal was asked: what is undecided, and the last ones that are decided",
                        Replies.Intents.class,
                        (till, in, progress) ->
                                new Replies.Intents(till.terminals().intents())),
                Command.of(
                        "intent",
                        "decides what became of a card payment: asks the terminal again, or takes a manager's word",
                        Replies.Intent.class,
                        (till, in, progress) -> new Replies.Intent(till.terminals()
                                .resolve(
                                        in.text("id"),
                                        Terminals.Resolve.valueOf(
                                                in.text("resolve").toUpperCase(Locale.ROOT)),
                                        in.approve(),
                                        progress::said)),
                        must("id", TEXT, "its id; it comes back in the answer"),
                        choice(
                                "resolve",
                                "query asks the terminal; approved and declined are a manager's word by the customer's slip; reverse takes back what was booked",
                                "query",
                                "approved",
                                "declined",
                                "reverse")),
                Command.of(
                        "terminal",
                        "the payment terminal's sums by scheme beside the till's own; settle ends its day",
                        Replies.TerminalSums.class,
                        (till, in, progress) -> Replies.TerminalSums.of(
                                in.text("what").equals("settle")
                                        ? till.terminals().settle(in.approve(), progress::said)
                                        : till.terminals().totals()),
                        choice("what", "totals changes nothing; settle is a manager's word", "totals", "settle")));
    }
}
