package io.github.dl4jquantum.bench;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Arrows between packages point down only: cli and gpu, compare, tune, study, report. */
@Timeout(60)
class BenchArchitectureTest {

    @Test
    void arrowsPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("..bench.cli..")
                .layer("gpu")
                .definedBy("..bench.gpu..")
                .layer("compare")
                .definedBy("..bench.compare..")
                .layer("tune")
                .definedBy("..bench.tune..")
                .layer("study")
                .definedBy("..bench.study..")
                .layer("report")
                .definedBy("..bench.report..")
                .layer("jmh")
                .definedBy("..bench.jmh..")
                .layer("libraries")
                .definedBy(
                        "io.github.dl4jquantum.layers..",
                        "io.github.dl4jquantum.engine..",
                        "io.github.dl4jquantum.noise..",
                        "io.github.dl4jquantum.backend..",
                        "io.github.dl4jquantum.circuit..",
                        "io.github.dl4jquantum.pde..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("gpu")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("jmh")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("compare")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("tune")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("study")
                .mayOnlyBeAccessedByLayers("cli", "gpu", "compare", "tune")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("cli", "gpu", "compare", "tune", "study")
                .whereLayer("libraries")
                .mayOnlyBeAccessedByLayers("compare", "tune", "gpu", "study", "jmh")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.dl4jquantum"));
    }
}
