package org.tillmesh.tools;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The circles of a graph: its strongly connected parts of more than one node. Tarjan 1972. */
final class Circles {
    private final SortedMap<String, SortedSet<String>> arrows;
    private final Map<String, Integer> numbers = new TreeMap<>();
    private final Map<String, Integer> lowest = new TreeMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<SortedSet<String>> found = new ArrayList<>();

    private Circles(SortedMap<String, SortedSet<String>> arrows) {
        this.arrows = arrows;
    }

    /** @param arrows from each node to those that it needs */
    static List<SortedSet<String>> of(SortedMap<String, SortedSet<String>> arrows) {
        var circles = new Circles(arrows);
        for (String node : arrows.keySet()) {
            if (!circles.numbers.containsKey(node)) {
                circles.visit(node);
            }
        }
        return circles.found;
    }

    private void visit(String node) {
        int number = numbers.size();
        numbers.put(node, number);
        lowest.put(node, number);
        open.push(node);
        for (String next : arrows.getOrDefault(node, new TreeSet<>(Set.of()))) {
            if (!numbers.containsKey(next)) {
                visit(next);
                lowest.merge(node, lowest.get(next), Math::min);
            } else if (open.contains(next)) {
                lowest.merge(node, numbers.get(next), Math::min);
            }
        }
        if (lowest.get(node) == number) {
            close(node);
        }
    }

    private void close(String node) {
        var circle = new TreeSet<String>();
        String last;
        do {
            last = open.pop();
            circle.add(last);
        } while (!last.equals(node));
        if (circle.size() > 1) {
            found.add(circle);
        }
    }
}
