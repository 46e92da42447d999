#!/usr/bin/python3
"""A real client: SQLAlchemy's ORM maps the newest `tasks` table, as the application's models do.

The old database fails as it failed for the application's users (pitfall F11); after `evolve apply`
every row reads, the four new attributes None, and what the ORM writes still verifies.
"""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from sqlalchemy import JSON, Column, DateTime, Float, ForeignKey, Integer, String, create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, declarative_base

ROOT = Path(os.environ["EVOLVE_SOURCE_DIR"])
EVOLVE = os.environ["EVOLVE_BINARY"]
SNAPSHOT = ROOT / "tests/snapshots/autotuner/08-2025-11-14-2597445.db"
ADDED = [
    "clusterbasemodel_config",
    "clusterservingruntime_config",
    "created_clusterbasemodel",
    "created_clusterservingruntime",
]

Base = declarative_base()


class Experiment(Base):
    __tablename__ = "experiments"
    id = Column(Integer, primary_key=True)
    task_id = Column(Integer, nullable=False)


class Task(Base):
    __tablename__ = "tasks"
    id = Column(Integer, primary_key=True)
    task_name = Column(String, nullable=False)
    description = Column(String)
    status = Column(String(9))
    model_config = Column(JSON, nullable=False)
    base_runtime = Column(String, nullable=False)
    runtime_image_tag = Column(String)
    parameters = Column(JSON, nullable=False)
    optimization_config = Column(JSON, nullable=False)
    benchmark_config = Column(JSON, nullable=False)
    slo_config = Column(JSON)
    quant_config = Column(JSON)
    parallel_config = Column(JSON)
    clusterbasemodel_config = Column(JSON)
    clusterservingruntime_config = Column(JSON)
    created_clusterbasemodel = Column(String)
    created_clusterservingruntime = Column(String)
    deployment_mode = Column(String)
    task_metadata = Column("metadata", JSON)
    total_experiments = Column(Integer)
    successful_experiments = Column(Integer)
    best_experiment_id = Column(Integer, ForeignKey("experiments.id"))
    created_at = Column(DateTime)
    started_at = Column(DateTime)
    completed_at = Column(DateTime)
    elapsed_time = Column(Float)


class SqlAlchemyTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.path = Path(directory.name) / "autotuner.db"
        shutil.copyfile(SNAPSHOT, self.path)
        self.engine = create_engine(f"sqlite:///{self.path}")
        self.addCleanup(self.engine.dispose)

    def evolve(self, command, *words):
        graph = ROOT / "docs/examples/autotuner/schema"
        done = subprocess.run(
            [EVOLVE, command, f"sqlite:///{self.path}", "--graph", str(graph), *words],
            capture_output=True,
            text=True,
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def tasks(self, session):
        return session.query(Task).order_by(Task.id).all()

    def test_the_newest_models_fail_on_the_old_database_with_no_such_column(self):
        with Session(self.engine) as session:
            with self.assertRaisesRegex(OperationalError, "no such column: tasks.cluster"):
                self.tasks(session)

    def test_after_apply_all_rows_read_and_the_new_attributes_are_none(self):
        self.evolve("apply")
        with Session(self.engine) as session:
            tasks = self.tasks(session)
            self.assertEqual(len(tasks), 15)
            for task in tasks:
                self.assertEqual([getattr(task, name) for name in ADDED], [None] * 4)
                self.assertIsInstance(task.model_config, dict)

    def test_what_the_orm_writes_reads_back_verifies_and_survives_a_rollback(self):
        self.evolve("apply")
        with Session(self.engine) as session:
            task = self.tasks(session)[0]
            task.clusterbasemodel_config = {"replicas": [1, 2]}
            task.created_clusterbasemodel = "é"
            fresh = dict(model_config={}, base_runtime="r", parameters={})
            session.add(Task(task_name="new", optimization_config={}, benchmark_config={}, **fresh))
            session.commit()
        self.engine.dispose()
        self.evolve("verify")
        self.evolve("rollback", "--to", "0008")
        self.evolve("apply")
        self.evolve("verify")
        with Session(self.engine) as session:
            tasks = self.tasks(session)
            self.assertEqual(len(tasks), 16)
            self.assertEqual(tasks[0].clusterbasemodel_config, {"replicas": [1, 2]})
            self.assertEqual(tasks[0].created_clusterbasemodel, "é")

    def test_sessions_that_were_open_during_apply_go_on(self):
        with self.engine.connect() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM tasks").scalar()
            self.evolve("apply")
            after = connection.exec_driver_sql(
                "SELECT count(*) FROM tasks WHERE created_clusterbasemodel IS NULL"
            ).scalar()
        self.assertEqual((before, after), (15, 15))


if __name__ == "__main__":
    unittest.main()
